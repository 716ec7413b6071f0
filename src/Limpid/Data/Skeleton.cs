using System.Numerics;
using Limpid.Drawing;
using UnitImage = Limpid.Data.Corruptions.UnitImage;

namespace Limpid.Data;

/// <summary>
/// The lines through the middle of a picture's ink: thinned to one pixel's width (Zhang and Suen 1984, "A fast parallel
/// algorithm for thinning digital
/// patterns"), followed from end to end or from fork to fork, and smoothed. In pixels of the picture.
/// </summary>
internal sealed class Skeleton
{
    private const int Magnification = 2,
        Around = 8; // a pixel's neighbours: a bit each, clockwise from the one above
    private const double LeastInk = 0.45; // light from which a pixel is ink
    private const int Spur = 5; // thinned pixels: a shorter branch is the ink's edge, no stroke
    private const int Reach = 3; // points to either side that a point is smoothed by
    private static readonly bool[][] Peels = [Peeling(0), Peeling(1)];
    private static readonly byte[] Ways = [.. Enumerable.Range(0, 1 << Around).Select(Leading)];

    private readonly int _wide;
    private readonly bool[] _ink;
    private readonly byte[] _walked;
    private readonly int[] _step;
    private readonly List<int> _line = [];
    private readonly List<StrokePoint[]> _lines = [];

    private Skeleton(UnitImage picture)
    {
        _wide = picture.Width * Magnification + 2; // a rim of paper all around
        int high = picture.Height * Magnification + 2;
        _ink = new bool[_wide * high];
        _walked = new byte[_ink.Length];
        _step = [-_wide, -_wide + 1, 1, _wide + 1, _wide, _wide - 1, -1, -_wide - 1];
        for (int y = 1; y < high - 1; y++)
        for (int x = 1; x < _wide - 1; x++)
            if (picture.Between(OfPicture(x), OfPicture(y)) >= LeastInk)
                Ink(y * _wide + x);
        while (Thin(Peels[0]) | Thin(Peels[1])) { }
        foreach (int i in _line)
            if (BitOperations.PopCount(WaysFrom(i)) != 2)
                Follow(i);
        foreach (int i in _line)
            Follow(i); // what is left are rings
    }

    /// <summary>All lines; none where there is no ink.</summary>
    public static IReadOnlyList<StrokePoint[]> Of(UnitImage picture) => new Skeleton(picture)._lines;

    /// <summary>The one of the most points; of paper a dot.</summary>
    public static StrokePoint[] Longest(UnitImage picture) => Of(picture).MaxBy(line => line.Length) ?? [default];

    /// <summary>Of which neighbourhoods the middle is taken away, on two of the four sides at a time.</summary>
    private static bool[] Peeling(int side) =>
        [
            .. Enumerable
                .Range(0, 1 << Around)
                .Select(around =>
                {
                    bool Has(int k) => (around >> k % Around & 1) == 1;
                    int ink = BitOperations.PopCount((uint)around),
                        edges = Enumerable.Range(0, Around).Count(k => !Has(k) && Has(k + 1));
                    bool isInside =
                        side == 0 ? Has(2) && Has(4) && (Has(0) || Has(6)) : Has(0) && Has(6) && (Has(2) || Has(4));
                    return ink is >= 2 and <= 6 && edges == 1 && !isInside;
                }),
        ];

    /// <summary>The ways on: aslant only where none goes round the corner.</summary>
    private static byte Leading(int around)
    {
        int straight = around & 0b01010101,
            beside = straight << 1 | straight >> 1 | straight << 7;
        return (byte)(straight | around & 0b10101010 & ~beside);
    }

    private static double OfPicture(double place) => (place - 1 - (Magnification - 1) / 2.0) / Magnification;

    private void Ink(int i)
    {
        _ink[i] = true;
        _line.Add(i);
    }

    private bool Thin(bool[] peels)
    {
        List<int> peeled = _line.FindAll(i => peels[Neighbours(i)]);
        foreach (int i in peeled)
            _ink[i] = false;
        _line.RemoveAll(i => !_ink[i]);
        return peeled.Count > 0;
    }

    private int Neighbours(int i)
    {
        int around = 0;
        for (int k = 0; k < Around; k++)
            if (_ink[i + _step[k]])
                around |= 1 << k;
        return around;
    }

    private uint WaysFrom(int i) => Ways[Neighbours(i)];

    /// <summary>Every line that begins here and was not yet walked.</summary>
    private void Follow(int from)
    {
        for (uint ways; (ways = WaysFrom(from) & ~(uint)_walked[from]) != 0; )
        {
            List<int> walk = [from];
            for (int here = from; ways != 0; )
            {
                int way = BitOperations.TrailingZeroCount(ways),
                    back = (way + Around / 2) % Around;
                _walked[here] |= (byte)(1 << way);
                here += _step[way];
                _walked[here] |= (byte)(1 << back);
                walk.Add(here);
                ways = WaysFrom(here);
                ways = BitOperations.PopCount(ways) == 2 && here != from ? ways & ~(1u << back) : 0;
            }
            bool isSpur = walk.Count <= Spur && IsEnd(from) != IsEnd(walk[^1]);
            if (!isSpur)
                _lines.Add(Smooth(walk));
        }
    }

    private bool IsEnd(int i) => BitOperations.PopCount(WaysFrom(i)) == 1;

    private StrokePoint[] Smooth(List<int> walk)
    {
        var line = new StrokePoint[walk.Count];
        for (int i = 0; i < line.Length; i++)
        {
            int reach = Math.Min(Reach, Math.Min(i, line.Length - 1 - i)),
                count = 2 * reach + 1;
            double x = 0,
                y = 0;
            for (int k = i - reach; k <= i + reach; k++)
                (x, y) = (x + walk[k] % _wide, y + walk[k] / _wide);
            line[i] = new(OfPicture(x / count), OfPicture(y / count));
        }
        return line;
    }
}
