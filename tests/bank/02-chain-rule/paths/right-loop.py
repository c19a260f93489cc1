# score: 3
def two_path_derivative(x, a, da, b, db):
    slope = 0.0
    for into, onward in ((da, b), (db, a)):
        slope += into(x) * onward(x)
    return slope
