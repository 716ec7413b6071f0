using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>Ink that was read as one digit.</summary>
internal readonly record struct ReadInk(InkPiece Ink, GrayImage Picture, ScoredPrediction Seen);

/// <summary>
/// Splits a line of ink into digits. The line is over-segmented, and dynamic programming over the parts takes the way
/// of joining neighbors with the largest Σ √(share of ink) · (ln p(class) + ¾ ln p(digit) − shape) − cuts − joins. This
/// is the segmentation graph of LeCun, Bottou, Bengio and Haffner, Proc. IEEE 86 (1998), section V. The digit detector
/// recognizes halves of digits and wrong joins; the classifier does not.
/// </summary>
/// <remarks>
/// A piece of width w gives at most 4w / height + 2 parts, and each part begins at most 6 groups, each classified once.
/// This bounds the calls of the recognizer. The constants were chosen on pages composed of validation digits and of one
/// half of the pens; bench/PageReading measures on the others.
/// </remarks>
internal sealed class Segmentation(PreparedPage sheet, DigitReader eye)
{
    private const int MostJoined = 6; // parts of one digit
    private const int CutsPerHeight = 4,
        MostCuts = 40;

    // a piece is not cut if it is read with this confidence, has this digit score and is not wider than high
    private const double Sure = 0.9,
        SurelyLike = 4.5;
    private const double Narrowest = 0.3; // a piece narrower than this, in usual heights, is not cut either
    private const double Widest = 1.5,
        Tallest = 1.9,
        Lowest = 0.38; // a digit's sides, in usual heights

    /// <summary>The digits of a line, from left to right.</summary>
    public List<ReadInk> Read(List<InkPiece> line)
    {
        List<SegmentationPart> parts = [.. line.SelectMany(Cut)];
        double ink = line.Average(piece => piece.Pixels);
        var best = new double[parts.Count + 1];
        var from = new (int Start, ReadInk? Digit)[best.Length];
        for (int end = 1; end < best.Length; end++)
        {
            SegmentationPart last = parts[end - 1];
            best[end] = SegmentationCost.LessDrop(best[end - 1], last, ink);
            from[end] = (end - 1, null);
            for (int start = end - 1; start >= Math.Max(0, end - MostJoined); start--)
            {
                if (Group(parts, start, end) is not var (digit, score))
                    continue;
                double sum =
                    best[start]
                    + score * Math.Sqrt(digit.Ink.Pixels / ink)
                    - SegmentationCost.Joins(parts, start, end, sheet.Height)
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

    private List<SegmentationPart> Cut(InkPiece piece)
    {
        (PixelBox box, int height) = (piece.Box, sheet.Height);
        bool isSmall = box.Height < Lowest * height;
        var whole = new SegmentationPart(piece)
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
        List<SegmentationPart> parts = [];
        for (int i = 0; i < pieces.Count; i++)
            if (pieces[i] is { } ink)
                parts.Add(
                    new(ink)
                    {
                        Height = box.Height,
                        CutCost = parts.Count == 0 ? 0 : SegmentationCost.Cut(cuts[i - 1], stroke),
                    }
                );
        return parts.Count == 1 ? [whole] : parts;
    }

    /// <summary>The median length of the runs.</summary>
    private static double StrokeWidth(InkPiece piece) =>
        piece.Runs.Select(run => run.To - run.From).Order().ElementAt(piece.Runs.Count / 2);

    /// <summary>Some neighbors read as one digit, with a score; null where they are too large or too small for
    /// one.</summary>
    private (ReadInk Digit, double Score)? Group(List<SegmentationPart> parts, int start, int end)
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
        double score = SegmentationCost.Evidence(digit.Seen) - SegmentationCost.Aspect(box);
        bool isCut = parts[start].CutCost > 0 || (end < parts.Count && parts[end].CutCost > 0);
        double from = Math.Max(parts[start].Height, parts[end - 1].Height);
        return (digit, isCut ? SegmentationCost.LessFragment(score, box, from) : score);
    }

    private ReadInk Read(InkPiece ink)
    {
        GrayImage picture = DigitCrop.Of(ink, sheet);
        return new(ink, picture, eye(picture.Pixels.Span));
    }
}
