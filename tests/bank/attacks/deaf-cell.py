# question: 01-perceptron-update/update
# score: 0
# says: too long
# Never gets to the end of its cell, whatever it is sent.
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
