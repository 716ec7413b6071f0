using Limpid.Drawing;
using Limpid.Imaging;
using Limpid.Recognition;

namespace PageReadingBench;

/// <summary>How many single digits on a canvas are read right, by conditions; how often there was said to be nothing;
/// and what empty canvases are taken for.</summary>
internal static class CanvasTable
{
    public static void Write(ReadingOptions options, Recognizer recognizer, IReadOnlyList<Hand> hands)
    {
        Console.WriteLine(
            $"## One digit on a canvas\n\n{options.Digits:N0} digits each, brought to 28x28 by "
                + "`PictureNormalizer`. Right: the likeliest class is the digit. Refused: no blank, but "
                + "answered "
                + "\"not a digit\" or \"unsure\".\n"
        );
        Console.WriteLine(
            $"| condition | {string.Join(" | ", hands.Select(hand => $"{hand.Name} | blank | refused"))} |"
        );
        Console.WriteLine($"|---|{string.Concat(hands.Select(_ => "---:|---:|---:|"))}");
        Row(options, recognizer, hands, "as MNIST has it: no canvas", (digit, _) => digit.Normal);
        foreach (
            (string name, CanvasStyle style) in CanvasKinds.All.Where(kind =>
                kind.Name.Contains(options.Only, StringComparison.Ordinal)
            )
        )
            Row(options, recognizer, hands, name, style.Photograph);
        Console.WriteLine(
            "\n## Nothing on a canvas\n\n| paper | taken for ink | answered with a digit | by pages: digits "
                + "read |\n|---|---:|---:|---:|"
        );
        foreach (
            (string name, CanvasStyle style) in CanvasKinds.Empty.Where(kind =>
                kind.Name.Contains(options.Only, StringComparison.Ordinal)
            )
        )
            Empty(options, recognizer, name, style);
    }

    private static void Row(
        ReadingOptions options,
        Recognizer recognizer,
        IReadOnlyList<Hand> hands,
        string name,
        Func<Written, ulong, GrayImage> photograph
    )
    {
        string row = "";
        foreach (Hand hand in hands)
        {
            int right = 0,
                blank = 0,
                refused = 0;
            for (int i = 0; i < options.Digits; i++)
            {
                Written digit = hand.Digits[i * 7 % hand.Digits.Count]; // of all writers, who follow one another
                GrayImage photo = photograph(digit, (ulong)i);
                NormalizedPicture picture = PictureNormalizer.Normalize(photo);
                Prediction answer = recognizer.Predict(picture.Picture.Pixels.Span);
                bool isRight = !picture.IsBlank && answer.Class == digit.Name - '0';
                (right, blank) = (right + (isRight ? 1 : 0), blank + (picture.IsBlank ? 1 : 0));
                refused += !picture.IsBlank && answer.Answer != Answer.Digit ? 1 : 0;
                if (!isRight && options.Save is { } folder)
                    Save(
                        folder,
                        $"{name.Replace(' ', '-').Replace('/', '-').Replace(':', '-')}-{i:D4}-{digit.Name}-as-{(picture.IsBlank ? "blank" : answer.Class)}",
                        photo,
                        picture.Picture
                    );
            }
            row +=
                $" {(double)right / options.Digits:P1} | {Share(blank, options.Digits)} | "
                + $"{Share(refused, options.Digits)} |";
        }
        Console.WriteLine($"| {name} |{row}");
    }

    private static void Empty(ReadingOptions options, Recognizer recognizer, string name, CanvasStyle style)
    {
        int count = Math.Max(1, options.Digits / 5),
            ink = 0,
            digits = 0,
            read = 0;
        var pages = new PageReader(recognizer);
        for (int i = 0; i < count; i++)
        {
            GrayImage photo = style.Photograph(null, (ulong)i);
            NormalizedPicture picture = PictureNormalizer.Normalize(photo);
            ink += picture.IsBlank ? 0 : 1;
            digits +=
                !picture.IsBlank && recognizer.Predict(picture.Picture.Pixels.Span).Answer == Answer.Digit ? 1 : 0;
            read += pages.Read(photo).Digits.Count();
            if (!picture.IsBlank && options.Save is { } folder)
                Save(folder, $"empty-{name.Replace(' ', '-')}-{i:D4}", photo, picture.Picture);
        }
        Console.WriteLine($"| {name} | {ink} of {count} | {digits} | {read} |");
    }

    private static string Share(int count, int all) => count == 0 ? "0" : $"{(double)count / all:P1}";

    private static void Save(string folder, string name, GrayImage photo, GrayImage normal)
    {
        using FileStream png = File.Create(Path.Combine(folder, $"{name}.png")),
            small = File.Create(Path.Combine(folder, $"{name}-28.png"));
        PictureFile.WritePng(png, photo);
        PictureFile.WritePng(small, normal);
    }
}
