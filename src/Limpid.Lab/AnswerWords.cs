using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>Kinds of answers in one word each, as programs read them.</summary>
public static class AnswerWords
{
    /// <summary>digit, unsure or notADigit.</summary>
    public static string Of(Answer answer) => answer switch { Answer.Digit => "digit", Answer.Unsure => "unsure", _ => "notADigit" };
}
