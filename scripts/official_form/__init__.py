"""The form of official documents by GB/T 9704-2012, as Word knows it."""
