import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pysptk imports pkg_resources, which warns of its own end
    import pysptk  # noqa: F401
