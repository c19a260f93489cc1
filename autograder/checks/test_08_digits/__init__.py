"""Checks of 08-digits.

`digits.txt` holds 1600 images of 8×8 pixels, so that nobody needs scikit-learn to be graded: one a
line, each pixel a digit to base 17, then the label. The first 1200 are for training; the last 400
are clear ones, which their three nearest images among the 1200 all name right. They are a part of
the Optical Recognition of Handwritten Digits of E. Alpaydin and C. Kaynak (UCI Machine Learning
Repository, 1998; CC BY 4.0), as scikit-learn has them; only the selection and the form are new.
"""
