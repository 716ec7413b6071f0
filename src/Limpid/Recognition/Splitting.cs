using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>Reads a picture of 28x28: a network, or what stands for one in a test.</summary>
internal delegate Prediction Judge(ReadOnlySpan<byte> picture);

/// <summary>Ink that was read as one digit.</summary>
internal readonly record struct ReadInk(InkPiece Ink, GrayImage Picture, Prediction Answer);

/// <summary>
/// Which ink of a line is one digit: the line is cut into more parts than it has digits, and of all ways to join neighbours the one is taken
/// that explains the ink best, max Σ share of ink · log p(digit) − cuts − joins, by dynamic programming over the parts: the segmentation graph
/// of LeCun, Bottou, Bengio and Haffner, Proc. IEEE 86 (1998), section V. By share of ink, or few large digits would always win over many small ones.
/// </summary>
/// <remarks>The penalties were chosen on composed pages of the first half of MNIST's test digits; bench/Limpid.Pages measures on the second.</remarks>
internal sealed class Splitting(Sheet sheet, Judge judge)
{
    private const int MostJoined = 6;                                        // parts of one digit
    private const double Sure = 0.82, Slender = 1.9;                         // a piece that is read so surely, and is not wider than that by its height, is not cut
    private const double Widest = 1.5, Tallest = 1.9, Lowest = 0.38;         // a digit's sides, in usual heights
    private const double Wide = 0.95, WidePenalty = 2.4;                     // from this ratio of its sides on, a digit is the less likely the wider
    private const double CutPenalty = 0.35, InkPenalty = 0.075;              // a cut, and a stroke that it goes through
    private const double Low = 1.5, LowPenalty = 0.37;                       // what was cut off is the less likely a digit the lower
    private const double Narrow = 1.35, NarrowPenalty = 1.8;                 // and the narrower, by the height of what it was cut from
    private const double JoinPenalty = 0.4, DropPenalty = 1;
    private const int Lean = 12;                                             // a row more to the side for 6 rows
    private const double LeastShare = 1e-4;                                  // of a probability, so that one digit cannot outweigh all

    /// <summary>The digits of a line, from left to right.</summary>
    public List<ReadInk> Read(List<InkPiece> line)
    {
        List<Part> parts = [];
        foreach (InkPiece piece in line) parts.AddRange(Cut(piece));
        double ink = line.Average(piece => piece.Pixels);
        var best = new double[parts.Count + 1];
        var from = new (int Start, ReadInk? Digit)[best.Length];
        for (int end = 1; end < best.Length; end++)
        {
            Part last = parts[end - 1];
            best[end] = best[end - 1] - DropPenalty * (last.Ink.Pixels / ink + (last.IsSmall ? 0.02 : 0.5));
            from[end] = (end - 1, null);
            for (int start = end - 1; start >= Math.Max(0, end - MostJoined); start--)
            {
                if (Group(parts, start, end) is not var (digit, score)) continue;
                double sum = best[start] + score * digit.Ink.Pixels / ink - Joins(parts, start, end) - (start > 0 ? parts[start].CutCost : 0);
                if (sum > best[end]) (best[end], from[end]) = (sum, (start, digit));
            }
        }
        List<ReadInk> digits = [];
        for (int end = parts.Count; end > 0; end = from[end].Start)
            if (from[end].Digit is { } digit) digits.Add(digit);
        digits.Reverse();
        return digits;
    }

    /// <summary>A part of a line, and what it costs to let a digit begin with it: nothing where there was no cut.</summary>
    private sealed record Part(InkPiece Ink, double CutCost, bool IsSmall)
    {
        public ReadInk? Whole { get; init; }

        /// <summary>The height of the piece that it was cut from; 0 where it was not.</summary>
        public int CutFrom { get; init; }
    }

    private List<Part> Cut(InkPiece piece)
    {
        int height = sheet.Height;
        bool isSmall = piece.Box.Height < Lowest * height;
        var whole = new Part(piece, 0, isSmall) { Whole = isSmall || piece.Box.Width > Widest * height ? null : Answer(piece) };
        if (isSmall || (whole.Whole is { } read && read.Answer.Confidence >= Sure && piece.Box.Width <= Slender * piece.Box.Height)) return [whole];
        int most = Math.Clamp(4 * piece.Box.Width / height + 1, 2, 40);
        List<Cut> cuts = Cuts.Of(piece, height, most);
        double stroke = StrokeWidth(piece);
        List<Part> parts = [];
        List<InkPiece?> pieces = Cuts.Apply(piece, cuts);
        for (int i = 0; i < pieces.Count; i++)
        {
            if (pieces[i] is not { } ink) continue;
            parts.Add(new(ink, parts.Count == 0 ? 0 : CutPenalty + InkPenalty * cuts[i - 1].Ink / stroke, IsSmall: false) { CutFrom = piece.Box.Height });
        }
        return parts.Count == 1 ? [whole] : parts;
    }

    /// <summary>Half of the runs are not wider.</summary>
    private static double StrokeWidth(InkPiece piece) => piece.Runs.Select(run => run.To - run.From).Order().ElementAt(piece.Runs.Count / 2);

    /// <summary>Some neighbours as one digit, and how well that explains them; null where no digit is so large or so small.</summary>
    private (ReadInk Digit, double Score)? Group(List<Part> parts, int start, int end)
    {
        PixelBox box = default;
        for (int i = start; i < end; i++) box = box.With(parts[i].Ink.Box);
        int height = sheet.Height;
        if (box.Width > Widest * height || box.Height > Tallest * height || box.Height < Lowest * height) return null;
        ReadInk digit = end - start == 1 && parts[start].Whole is { } known ? known : Answer(InkPiece.Join([.. parts[start..end].Select(part => part.Ink)]));
        double ratio = (double)box.Width / box.Height;
        bool isCut = parts[start].CutCost > 0 || (end < parts.Count && parts[end].CutCost > 0);
        double from = isCut ? Math.Max(parts[start].CutFrom, parts[end - 1].CutFrom) : 0;
        double penalty = WidePenalty * Math.Max(0, ratio - Wide) + (isCut ? LowPenalty * Math.Max(0, Low - box.Height / from) + NarrowPenalty * Math.Max(0, Narrow - box.Width / from) : 0);
        return (digit, Elementary.Log(Math.Max(LeastShare, isCut || end - start > 1 || digit.Answer.Confidence < Sure ? Steady(digit) : digit.Answer.Confidence)) - penalty);
    }

    /// <summary>What it costs to take pieces that no ink joins for one digit: the less, the more columns the smaller of them shares with the rest.</summary>
    private double Joins(List<Part> parts, int start, int end)
    {
        double cost = 0;
        PixelBox box = parts[start].Ink.Box;
        for (int i = start + 1; i < end; i++)
        {
            PixelBox next = parts[i].Ink.Box;
            if (parts[i].CutCost == 0)
            {
                double shared = Math.Min(box.Left + box.Width, next.Left + next.Width) - Math.Max(box.Left, next.Left), least = Math.Min(box.Width, next.Width);
                double lower = (double)Math.Min(box.Height, next.Height) / sheet.Height;
                cost += JoinPenalty * Math.Clamp(lower, 0.1, 1) * (1 - Math.Clamp(shared / least, -1, 1)) / 2 + JoinPenalty * Math.Max(0, -shared) / sheet.Height;
            }
            box = box.With(next);
        }
        return cost;
    }

    /// <summary>
    /// The least confidence in the same answer when the picture leans a little to either side: a digit bears that, what only looks like one often does not.
    /// </summary>
    private double Steady(ReadInk digit)
    {
        Span<byte> leaning = stackalloc byte[PictureNormalizer.Side * PictureNormalizer.Side];
        double least = digit.Answer.Confidence;
        foreach (int lean in (ReadOnlySpan<int>)[-Lean, Lean])
        {
            leaning.Clear();
            for (int y = 0; y < PictureNormalizer.Side; y++)
            {
                int by = (2 * y - PictureNormalizer.Side) / lean;
                ReadOnlySpan<byte> row = digit.Picture.Row(y);
                if (by >= 0) row[..^by].CopyTo(leaning[(y * PictureNormalizer.Side + by)..]);
                else row[-by..].CopyTo(leaning[(y * PictureNormalizer.Side)..]);
            }
            Prediction seen = judge(leaning);
            least = Math.Min(least, seen.Class == digit.Answer.Class ? seen.Confidence : 1 - seen.Confidence);
        }
        return least;
    }

    private ReadInk Answer(InkPiece ink)
    {
        GrayImage picture = DigitCrop.Of(ink, sheet);
        return new(ink, picture, judge(picture.Pixels.Span));
    }
}
