using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>The terms of the objective that <see cref="Segmentation"/> maximizes.</summary>
internal static class SegmentationCost
{
    private const double Like = 1.9,
        LikeSpread = 2.7,
        LikeWeight = 0.75; // p(digit) = σ((digitScore − 1.9) / 2.7)
    private const double Wide = 1.1,
        WidePenalty = 1.15; // above this ratio of width to height
    private const double CutPenalty = 0.2,
        InkPenalty = 0.12; // of a cut, and of each stroke that it goes through
    private const double Low = 0.82,
        LowPenalty = 2.5; // of a fragment that is lower than this share of its piece
    private const double Narrow = 0.6,
        NarrowPenalty = 0.7; // and of one that is narrower, in heights of its piece
    private const double JoinPenalty = 0.47,
        ApartPenalty = 0.09; // of joining separate pieces, and of the gap between them in usual heights
    private const double DropInkPenalty = 1.6,
        DropPenalty = 0.2,
        DropSmallPenalty = 2;
    private const double LeastShare = 1e-4; // of a probability, so that one digit cannot outweigh all

    /// <summary>ln p(class) + ¾ ln p(digit).</summary>
    public static double Evidence(ScoredPrediction seen)
    {
        double likely = 1 / (1 + Elementary.Exp((Like - seen.DigitScore) / LikeSpread));
        return Elementary.Log(Math.Max(LeastShare, seen.Answer.Confidence))
            + LikeWeight * Elementary.Log(Math.Max(LeastShare, likely));
    }

    /// <summary>The cost of a digit that is wide for its height.</summary>
    public static double Aspect(PixelBox box) => WidePenalty * Math.Max(0, (double)box.Width / box.Height - Wide);

    /// <summary>A score, less the cost of a digit that is low or narrow beside the piece that it was cut
    /// from.</summary>
    public static double LessFragment(double score, PixelBox box, double height) =>
        score
        - LowPenalty * Math.Max(0, Low - box.Height / height)
        - NarrowPenalty * Math.Max(0, Narrow - box.Width / height);

    /// <summary>The cost of a cut.</summary>
    public static double Cut(Cut cut, double strokeWidth) => CutPenalty + InkPenalty * cut.Ink / strokeWidth;

    /// <summary>A score, less the cost of taking a part for no digit.</summary>
    /// <param name="score">The score before it.</param>
    /// <param name="part">The part.</param>
    /// <param name="ink">The mean ink of the line's pieces.</param>
    public static double LessDrop(double score, SegmentationPart part, double ink) =>
        score - DropInkPenalty * part.Ink.Pixels / ink - (part.IsSmall ? DropSmallPenalty : DropPenalty);

    /// <summary>The cost of joining pieces that no ink connects. It is lower the more columns the smaller of them
    /// shares with the rest.</summary>
    public static double Joins(List<SegmentationPart> parts, int start, int end, int height)
    {
        double cost = 0;
        PixelBox box = parts[start].Ink.Box;
        for (int i = start + 1; i < end; i++)
        {
            PixelBox next = parts[i].Ink.Box;
            if (parts[i].CutCost == 0)
            {
                double shared = Math.Min(box.Left + box.Width, next.Left + next.Width) - Math.Max(box.Left, next.Left),
                    least = Math.Min(box.Width, next.Width);
                double lower = (double)Math.Min(box.Height, next.Height) / height;
                cost +=
                    JoinPenalty * Math.Clamp(lower, 0.1, 1) * (1 - Math.Clamp(shared / least, -1, 1)) / 2
                    + ApartPenalty * Math.Max(0, -shared) / height;
            }
            box = box.With(next);
        }
        return cost;
    }
}
