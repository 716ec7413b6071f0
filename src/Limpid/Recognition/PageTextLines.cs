using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>
/// Groups the pieces of ink of a level page into lines. Pieces of a digit's size are taken from left to right, each
/// into the line whose last
/// digits share most of its rows, so that a line may wander; small pieces then go to the digit that they stand nearest
/// to, or are specks.
/// </summary>
internal static class PageTextLines
{
    private const double LeastDigit = 0.42; // of the usual height: what is lower is a piece of a digit, or a speck
    private const double LeastOverlap = 0.4; // of the lower one's rows
    private const double Reach = 0.35; // heights from a digit to a piece of it
    private const int LastDigits = 3; // of a line, that tell where it goes on

    /// <summary>The lines from top to bottom, each with its pieces from left to right.</summary>
    public static List<List<InkPiece>> Of(IReadOnlyList<InkPiece> pieces, int height)
    {
        List<List<InkPiece>> lines = [];
        foreach (InkPiece digit in pieces.Where(piece => IsDigit(piece.Box)).OrderBy(Middle))
        {
            List<InkPiece>? line = lines
                .Where(candidate => Overlap(candidate, digit.Box) >= LeastOverlap)
                .MaxBy(candidate => Overlap(candidate, digit.Box));
            if (line is null)
                lines.Add([digit]);
            else
                line.Add(digit);
        }
        foreach (InkPiece piece in pieces.Where(piece => !IsDigit(piece.Box)))
        {
            List<InkPiece>? line = lines.MinBy(candidate => candidate.Min(digit => Distance(digit.Box, piece.Box)));
            if (line?.Min(digit => Distance(digit.Box, piece.Box)) <= Reach * height)
                line.Add(piece);
        }
        foreach (List<InkPiece> line in lines)
            line.Sort((a, b) => Middle(a).CompareTo(Middle(b)));
        return [.. lines.OrderBy(line => line.Average(piece => piece.Box.Top + piece.Box.Height / 2.0))];

        bool IsDigit(PixelBox box) => box.Height >= LeastDigit * height;
    }

    private static int Middle(InkPiece piece) => 2 * piece.Box.Left + piece.Box.Width;

    /// <summary>The share of rows that a box has in common with the mean of a line's last digits.</summary>
    private static double Overlap(List<InkPiece> line, PixelBox box)
    {
        InkPiece[] last = [.. line.TakeLast(LastDigits)];
        double top = last.Average(piece => piece.Box.Top),
            bottom = last.Average(piece => piece.Box.Top + piece.Box.Height);
        return (Math.Min(bottom, box.Top + box.Height) - Math.Max(top, box.Top)) / Math.Min(bottom - top, box.Height);
    }

    /// <summary>The wider of the two gaps between boxes, across and down; 0 where they meet.</summary>
    private static int Distance(PixelBox a, PixelBox b)
    {
        int across = Math.Max(a.Left, b.Left) - Math.Min(a.Left + a.Width, b.Left + b.Width),
            down = Math.Max(a.Top, b.Top) - Math.Min(a.Top + a.Height, b.Top + b.Height);
        return Math.Max(0, Math.Max(across, down));
    }
}
