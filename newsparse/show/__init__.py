"""What people read: the view of an article, the coloured diff, the list of rules, progress."""
