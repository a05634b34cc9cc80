"""Pages of the privacy officer, and the register of processing that everybody may read."""
