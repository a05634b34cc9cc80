"""People and households: who they are to each other, how they are reached, what identifies them."""
