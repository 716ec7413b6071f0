using Limpid.Data;
using Limpid.Evaluation;

namespace Limpid.Runs.Reports;

/// <summary>The wrong answers of which the network was the surest, with their pictures.</summary>
internal static class MistakesFigure
{
    private const int Most = 40,
        LongestName = 7,
        Across = 8,
        AcrossWithWords = 4;
    private const double White = 255;

    /// <summary>Null where nothing was wrong, or the pictures are not grey.</summary>
    public static Figure? Of(IReadOnlyList<Mistake> mistakes, Dataset test)
    {
        (int channels, int height, int width) = test.Item;
        if (mistakes.Count == 0 || channels != 1)
            return null;
        var tiles = new ImageTiles(
            height,
            width,
            test.ClassNames.Any(name => name.Length > 1) ? AcrossWithWords : Across
        );
        foreach (Mistake m in mistakes.Take(Most))
            tiles.Add(
                $"{Short(test.ClassNames[m.Label])}→{Short(test.ClassNames[m.Answer])} {100 * m.AnswerProbability:0} %",
                [.. test.Picture(m.Index).ToArray().Select(ink => White - ink)]
            );
        return new(
            "mistakes",
            "The surest mistakes",
            $"{Math.Min(Most, mistakes.Count)} of {mistakes.Count:N0} mistakes on the test set, the surest "
                + "first: truth → answer, and the probability given to the answer.",
            tiles.Draw(0, White, new ScottPlot.Colormaps.Grayscale())
        );
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
