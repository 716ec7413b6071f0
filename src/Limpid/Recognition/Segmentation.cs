using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>Ink that was read as one digit.</summary>
internal readonly record struct ReadInk(InkPiece Ink, GrayImage Picture, ScoredPrediction Seen);

/// <summary>
/// Which ink of a line is one digit: the line is cut into more parts than it has digits, and of all ways to join
/// neighbours the one is taken that explains the ink
/// best, max Σ √(share of ink) · (ln p(class) + ¾ ln p(digit) − shape) − cuts − joins, by dynamic programming over the
/// parts: the segmentation graph of LeCun, Bottou,
/// Bengio and Haffner, Proc. IEEE 86 (1998), section V. The digit detector knows halves of digits and strange
/// joins; the classes' network does not.
/// </summary>
/// <remarks>
/// A piece of width w gives at most 4w / height + 2 parts, and each part begins at most 6 groups, each looked at once:
/// so much is asked of the recognizer, and no more.
/// Constants were chosen on pages composed of validation digits and of one half of the pens; bench/PageReading
/// measures on the others.
/// </remarks>
internal sealed class Segmentation(PreparedPage sheet, DigitReader eye)
{
    private const int MostJoined = 6; // parts of one digit
    private const int CutsPerHeight = 4,
        MostCuts = 40;
    private const double Sure = 0.9,
        SurelyLike = 4.5; // a piece that is read so surely, is so like a digit

    // and not wider than high, or is narrower than this by the usual height, is not cut
    private const double Narrowest = 0.3;
    private const double Widest = 1.5,
        Tallest = 1.9,
        Lowest = 0.38; // a digit's sides, in usual heights
    private const double Like = 1.9,
        LikeSpread = 2.7,
        LikeWeight = 0.75; // p(digit) = σ((digitScore − 1.9) / 2.7)
    private const double Wide = 1.1,
        WidePenalty = 1.15; // from this ratio of its sides on, a digit is the less likely the wider
    private const double CutPenalty = 0.2,
        InkPenalty = 0.12; // a cut, and a stroke that it goes through
    private const double Low = 0.82,
        LowPenalty = 2.5; // what was cut off is the less likely a digit the lower
    private const double Narrow = 0.6,
        NarrowPenalty = 0.7; // and the narrower, by the height of what it was cut from
    private const double JoinPenalty = 0.47,
        ApartPenalty = 0.09; // two pieces that no ink joins, and the gap between them in usual heights
    private const double DropInkPenalty = 1.6,
        DropPenalty = 0.2,
        DropSmallPenalty = 2;
    private const double LeastShare = 1e-4; // of a probability, so that one digit cannot outweigh all

    /// <summary>The digits of a line, from left to right.</summary>
    public List<ReadInk> Read(List<InkPiece> line)
    {
        List<Part> parts = [.. line.SelectMany(Cut)];
        double ink = line.Average(piece => piece.Pixels);
        var best = new double[parts.Count + 1];
        var from = new (int Start, ReadInk? Digit)[best.Length];
        for (int end = 1; end < best.Length; end++)
        {
            Part last = parts[end - 1];
            best[end] =
                best[end - 1]
                - DropInkPenalty * last.Ink.Pixels / ink
                - (last.IsSmall ? DropSmallPenalty : DropPenalty);
            from[end] = (end - 1, null);
            for (int start = end - 1; start >= Math.Max(0, end - MostJoined); start--)
            {
                if (Group(parts, start, end) is not var (digit, score))
                    continue;
                double sum =
                    best[start]
                    + score * Math.Sqrt(digit.Ink.Pixels / ink)
                    - Joins(parts, start, end)
                    - parts[start].CutCost;
                if (sum > best[end])
                    (best[end], from[end]) = (sum, (start, digit));
            }
        }
        List<ReadInk> digits = [];
        for (int end = parts.Count; end > 0; end = from[end].Start)
            if (from[end].Digit is { } digit)
                digits.Add(digit);
        digits.Reverse();
        return digits;
    }

    /// <summary>A part of a line.</summary>
    private sealed record Part(InkPiece Ink)
    {
        /// <summary>What it costs to let a digit begin with it: nothing where there was no cut.</summary>
        public double CutCost { get; init; }

        /// <summary>The height of the piece that it comes from.</summary>
        public required int Height { get; init; }

        public bool IsSmall { get; init; }

        public ReadInk? Read { get; init; }
    }

    private List<Part> Cut(InkPiece piece)
    {
        (PixelBox box, int height) = (piece.Box, sheet.Height);
        bool isSmall = box.Height < Lowest * height;
        var whole = new Part(piece)
        {
            Height = box.Height,
            IsSmall = isSmall,
            Read = isSmall || box.Width > Widest * height ? null : Read(piece),
        };
        if (
            isSmall
            || box.Width < Narrowest * height
            || (
                box.Width <= box.Height
                && whole.Read is { Seen: { DigitScore: >= SurelyLike, Answer.Confidence: >= (float)Sure } }
            )
        )
            return [whole];
        List<Cut> cuts = SegmentationCuts.Of(
            piece,
            height,
            Math.Clamp(CutsPerHeight * box.Width / height + 1, 2, MostCuts)
        );
        List<InkPiece?> pieces = SegmentationCuts.Apply(piece, cuts);
        double stroke = StrokeWidth(piece);
        List<Part> parts = [];
        for (int i = 0; i < pieces.Count; i++)
            if (pieces[i] is { } ink)
                parts.Add(
                    new(ink)
                    {
                        Height = box.Height,
                        CutCost = parts.Count == 0 ? 0 : CutPenalty + InkPenalty * cuts[i - 1].Ink / stroke,
                    }
                );
        return parts.Count == 1 ? [whole] : parts;
    }

    /// <summary>Half of the runs are not wider.</summary>
    private static double StrokeWidth(InkPiece piece) =>
        piece.Runs.Select(run => run.To - run.From).Order().ElementAt(piece.Runs.Count / 2);

    /// <summary>Some neighbours as one digit, and how well that explains them; null where no digit is so large or so
    /// small.</summary>
    private (ReadInk Digit, double Score)? Group(List<Part> parts, int start, int end)
    {
        PixelBox box = default;
        for (int i = start; i < end; i++)
            box = box.With(parts[i].Ink.Box);
        int height = sheet.Height;
        if (box.Width > Widest * height || box.Height > Tallest * height || box.Height < Lowest * height)
            return null;
        ReadInk digit =
            end - start == 1 && parts[start].Read is { } known
                ? known
                : Read(InkPiece.Join([.. parts[start..end].Select(part => part.Ink)]));
        double score = Evidence(digit.Seen) - WidePenalty * Math.Max(0, (double)box.Width / box.Height - Wide);
        bool isCut = parts[start].CutCost > 0 || (end < parts.Count && parts[end].CutCost > 0);
        double from = Math.Max(parts[start].Height, parts[end - 1].Height);
        return (
            digit,
            isCut
                ? score
                    - LowPenalty * Math.Max(0, Low - box.Height / from)
                    - NarrowPenalty * Math.Max(0, Narrow - box.Width / from)
                : score
        );
    }

    /// <summary>ln p(class) + ¾ ln p(digit).</summary>
    private static double Evidence(ScoredPrediction seen)
    {
        double likely = 1 / (1 + Elementary.Exp((Like - seen.DigitScore) / LikeSpread));
        return Elementary.Log(Math.Max(LeastShare, seen.Answer.Confidence))
            + LikeWeight * Elementary.Log(Math.Max(LeastShare, likely));
    }

    /// <summary>What it costs to take pieces that no ink joins for one digit: the less, the more columns the smaller of
    /// them shares with the rest.</summary>
    private double Joins(List<Part> parts, int start, int end)
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
                double lower = (double)Math.Min(box.Height, next.Height) / sheet.Height;
                cost +=
                    JoinPenalty * Math.Clamp(lower, 0.1, 1) * (1 - Math.Clamp(shared / least, -1, 1)) / 2
                    + ApartPenalty * Math.Max(0, -shared) / sheet.Height;
            }
            box = box.With(next);
        }
        return cost;
    }

    private ReadInk Read(InkPiece ink)
    {
        GrayImage picture = DigitCrop.Of(ink, sheet);
        return new(ink, picture, eye(picture.Pixels.Span));
    }
}
