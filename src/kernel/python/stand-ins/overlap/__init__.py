"""The stand-ins of the lowest layer. `install` puts them in place."""
