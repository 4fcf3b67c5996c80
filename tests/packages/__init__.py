"""Reading Anki packages: good ones by every program that writes them, and bad ones."""
