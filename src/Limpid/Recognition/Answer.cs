namespace Limpid.Recognition;

/// <summary>What kind of answer it is.</summary>
public enum Answer
{
    /// <summary>A digit: the class of the prediction. (Of a model of other things, one of its classes.)</summary>
    Digit,

    /// <summary>A digit, but one of two: the prediction's class, or its runner-up.</summary>
    Unsure,

    /// <summary>No digit at all; the class says only what it would be if it were one.</summary>
    NotADigit,
}

/// <summary>An answer.</summary>
/// <param name="Class">The index of the likeliest class.</param>
/// <param name="Confidence">Its probability, from softmax(z / T).</param>
/// <param name="Answer">Whether it is given as the answer. A model without a rule of rejection always gives it.</param>
/// <param name="RunnerUp">The index of the second likeliest class; the first again where there is only one.</param>
public readonly record struct Prediction(int Class, float Confidence, Answer Answer, int RunnerUp);
