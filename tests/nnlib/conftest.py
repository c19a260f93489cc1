from hypothesis import settings

# Nothing here measures time: on a busy machine an example may take as long as it likes.
settings.register_profile("nnlib", deadline=None)
settings.load_profile("nnlib")
