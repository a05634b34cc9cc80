"""Pages: the shared frame and building blocks, navigation, and screens that cross modules."""
