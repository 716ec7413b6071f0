using System.Text.Json;
using Limpid.Drawing;
using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>Pages with several digits, as the page is told of them.</summary>
internal static class PageCards
{
    /// <summary>Reads a page.</summary>
    /// <returns>A <see cref="PageCard"/>.</returns>
    public static string Read(Recognizer recognizer, GrayImage image) =>
        JsonSerializer.Serialize(Of(new PageReader(recognizer).Read(image)), Messages.Default.PageCard);

    private static PageCard Of(PageReading page) =>
        new([.. page.Lines.Select(line => new LineCard(line.Text, [.. line.Digits.Select(Of)]))]);

    private static DigitCard Of(PageDigit digit) =>
        new(
            digit.Name,
            AnswerWords.Of(digit.Answer.Answer),
            digit.Answer.Confidence,
            [digit.Box.Left, digit.Box.Top, digit.Box.Width, digit.Box.Height],
            digit.IsAfterGap
        );
}
