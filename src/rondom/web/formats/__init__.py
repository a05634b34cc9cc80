"""How dates are written. Read through Django's FORMAT_MODULE_PATH."""
