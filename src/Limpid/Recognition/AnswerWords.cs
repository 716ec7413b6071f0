namespace Limpid.Recognition;

/// <summary>Kinds of answers in one word each, as programs read them: on the command line, from the API and in the
/// lab.</summary>
public static class AnswerWords
{
    /// <summary>digit, unsure or not-a-digit.</summary>
    public static string Of(Answer answer) =>
        answer switch
        {
            Answer.Digit => "digit",
            Answer.Unsure => "unsure",
            _ => "not-a-digit",
        };
}
