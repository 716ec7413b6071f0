using Limpid.Data;
using Limpid.Drawing;
using Limpid.Tests.Recognition;

namespace Limpid.Pages;

/// <summary>Digits to write pages with, and how far a reading is off.</summary>
internal static class Glyphs
{
    public const string Pictures = "t10k-images-idx3-ubyte", Labels = "t10k-labels-idx1-ubyte";

    private const int Ink = 64;                                              // the darkest level that bounds a digit

    /// <summary>The second half of the digits of a folder of IDX files, each cut out: the reader's penalties were chosen on the first.</summary>
    public static IReadOnlyList<Glyph> Read(string folder)
    {
        using FileStream pictureFile = File.OpenRead(Path.Combine(folder, Pictures)), labelFile = File.OpenRead(Path.Combine(folder, Labels));
        IdxArray pictures = IdxFormat.Read(pictureFile), labels = IdxFormat.Read(labelFile);
        int rows = pictures.Dimensions[1], columns = pictures.Dimensions[2];
        return [.. Enumerable.Range(labels.Values.Length / 2, labels.Values.Length - labels.Values.Length / 2).Select(i => new Glyph(CutOut(pictures.Values.AsSpan(i * rows * columns, rows * columns), columns), (char)('0' + labels.Values[i])))];
    }

    /// <summary>The fewest digits and line ends to add, drop or change (Levenshtein 1966).</summary>
    public static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }

    private static GrayImage CutOut(ReadOnlySpan<byte> picture, int columns)
    {
        int rows = picture.Length / columns, left = columns, right = -1, top = rows, bottom = -1;
        for (int i = 0; i < picture.Length; i++)
        {
            if (picture[i] < Ink) continue;
            (int x, int y) = (i % columns, i / columns);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
        }
        var cut = new byte[(right - left + 1) * (bottom - top + 1)];
        for (int y = top; y <= bottom; y++) picture.Slice(y * columns + left, right - left + 1).CopyTo(cut.AsSpan((y - top) * (right - left + 1)));
        return new(right - left + 1, bottom - top + 1, cut);
    }
}
