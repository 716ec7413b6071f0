using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// Non-digits made of digits alone: cut, turned, mirrored, laid over one another, shrunk, blown up, their strokes
/// joined anew. From these a network's
/// detector learns what is no digit; it never sees noise, letters or shapes, so that figures on those are honest.
/// </summary>
internal sealed class MangledDigits
{
    /// <summary>The classes of <see cref="Draw"/>.</summary>
    public static readonly ImmutableSequence<string> ClassNames = ["not a digit", "digit"];

    private const int Side = PictureNormalizer.Side,
        Half = Side / 2;
    private const byte Ink = 20; // the darkest pixel that counts when a picture is cropped
    private static readonly int[] All = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        NotOne = [0, 2, 3, 4, 5, 6, 7, 8, 9],
        Mirrorable = [3, 4, 6, 7, 9],
        Turnable = [1, 2, 3, 4, 5, 7, 8],
        Upside = [3, 4, 7];
    private readonly DigitPool _heap;

    private MangledDigits(DigitPool heap) => _heap = heap;

    /// <summary>Whether a set's pictures are digits as MNIST has them, so that their parts can be known to be
    /// none.</summary>
    public static bool CanMangle(Dataset digits, ReadOnlySpan<int> indices)
    {
        if (digits.Item.Count != Side * Side || !digits.ClassNames.SequenceEqual(SyntheticDigits.ClassNames))
            return false;
        int seen = 0;
        foreach (int i in indices)
            seen |= 1 << digits.Labels[i];
        return seen == (1 << All.Length) - 1;
    }

    /// <summary>As many digits of class 1 as there are indices, each beside one picture of class 0 made of pieces of
    /// them all.</summary>
    public static Dataset Draw(Dataset digits, int[] indices, ulong seed, Workers workers)
    {
        byte[] pixels = new byte[2 * indices.Length * Side * Side],
            labels = new byte[2 * indices.Length];
        int[][] byClass = DigitPool.ByClass(digits, indices);
        const int Piece = 50;
        workers.Run((indices.Length + Piece - 1) / Piece, (piece, _) =>
        {
            for (int i = piece * Piece; i < Math.Min(indices.Length, (piece + 1) * Piece); i++)
            {
                var hand = new MangledDigits(new(digits, byClass, RandomStream.Named(seed, "mangled digits", i)));
                hand.Digit(digits.Picture(indices[i])).CopyTo(pixels.AsSpan(2 * i * Side * Side));
                hand.Mangled().Pixels.Span.CopyTo(pixels.AsSpan((2 * i + 1) * Side * Side));
                labels[2 * i] = 1;
            }
        });
        return new("mangled digits", new(1, Side, Side), pixels, labels, ClassNames);
    }

    /// <summary>A digit: one of three drawn anew with a pen, as the joined strokes are.</summary>
    private ReadOnlySpan<byte> Digit(ReadOnlySpan<byte> picture) =>
        _heap.Next(3) > 0 ? picture : JoinedStrokes.Again(_heap, new(Side, Side, picture.ToArray())).Pixels.Span;

    /// <summary>Seven of ten pictures are of joined strokes; the rest share the other manners.</summary>
    private GrayImage Mangled() =>
        _heap.Next(10) < 7
            ? JoinedStrokes.Draw(_heap)
            : _heap.Next(24) switch
            {
                0 => Fitted(Rolled(Pick(All), 0, Half)),
                1 => Fitted(Rolled(Pick(NotOne), Half, 0)),
                2 => Fitted(Stacked(Pick(All), Mirrored(Pick(All)))),
                3 => Fitted(Over(Pick(All), Rolled(Pick(NotOne), Way(), Way()))),
                4 => Fitted(Mirrored(Pick(Mirrorable))),
                5 => Fitted(Turned(Turned(Pick(Upside)))),
                6 => Fitted(Turned(Pick(Turnable))),
                7 => Fitted(Shuffled(Pick(All), Half)),
                8 => Shuffled(Heaped(), 1 << _heap.Next(3)).ToImage(),
                9 => Fitted(Over(Turned(Pick(Turnable)), Mirrored(Pick(NotOne)))),
                10 => Fitted(BlownUp()),
                11 => _heap.Next(2) == 0 ? Shrunk() : Laid(BlownUp()),
                12 => Grid().ToImage(),
                13 => Fitted(Turned(Turned(Turned(Pick(Turnable))))),
                _ => Blot().ToImage(), // many: else a detector that looks for gaps in rings takes discs for noughts
            };

    /// <summary>Two to nine digits over one another, each with its own light.</summary>
    private UnitImage Heaped()
    {
        UnitImage heaped = Pick(All);
        for (int more = 1 + _heap.Next(8); more > 0; more--)
        {
            double light = _heap.Between(0.2, 1);
            UnitImage digit = Pick(All);
            heaped = Over(heaped, digit.Filled((x, y) => light * digit[x, y]));
        }
        return heaped;
    }

    private UnitImage Pick(int[] classes) => _heap.Pick(classes);

    private int Way() => _heap.Next(9) - 4;

    /// <summary>A small window on some ink.</summary>
    private UnitImage BlownUp()
    {
        UnitImage digit = Pick(All);
        int size = 2 + _heap.Next(9),
            left = _heap.Next(Side),
            top = _heap.Next(Side);
        while (digit[left, top] < 0.5)
            (left, top) = (_heap.Next(Side), _heap.Next(Side));
        (left, top) = (Math.Clamp(left - size / 2, 0, Side - size), Math.Clamp(top - size / 2, 0, Side - size));
        return new UnitImage(size, size).Filled((x, y) => digit[left + x, top + y]);
    }

    /// <summary>Of any size, anywhere.</summary>
    private GrayImage Laid(UnitImage piece)
    {
        GrayImage scaled = Scaling.ToLongSide(piece.ToImage(), 3 + _heap.Next(PictureNormalizer.InkSide - 2));
        UnitImage laid = UnitImage.Of(scaled);
        int left = _heap.Next(Side - laid.Width),
            top = _heap.Next(Side - laid.Height);
        return new UnitImage(Side, Side).Filled((x, y) => laid.Light(x - left, y - top)).ToImage();
    }

    /// <summary>A digit of two to seven pixels, anywhere.</summary>
    private GrayImage Shrunk()
    {
        int size = 2 + _heap.Next(6),
            left = _heap.Next(Side - size),
            top = _heap.Next(Side - size);
        UnitImage small = Smaller(Pick(All), size);
        return new UnitImage(Side, Side).Filled((x, y) => Math.Min(1, 2 * small.Light(x - left, y - top))).ToImage();
    }

    /// <summary>A digit of one to three pixels under a pen so wide that nothing is left of it: of any size, half of
    /// them anywhere.</summary>
    private UnitImage Blot()
    {
        int size = 1 + _heap.Next(3);
        double reach = _heap.Between(0.6, 10),
            x0 = (Side - 1) / 2.0,
            y0 = x0;
        if (reach < 3.5)
            (x0, y0) = (_heap.Between(3, 25), _heap.Between(3, 25));
        UnitImage small = Smaller(Pick(All), size);
        return new UnitImage(Side, Side).Filled(
            (x, y) =>
            {
                double light = 0;
                for (int i = 0; i < size * size; i++)
                {
                    double dx = x - x0 - i % size + (size - 1) / 2.0,
                        dy = y - y0 - i / size + (size - 1) / 2.0;
                    light = Math.Max(
                        light,
                        Math.Min(1, 4 * small[i % size, i / size])
                            * Math.Clamp(reach + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1)
                    );
                }
                return light;
            }
        );
    }

    private UnitImage Grid()
    {
        int across = 2 + _heap.Next(3),
            size = Side / across;
        UnitImage[] cells = [.. Enumerable.Range(0, across * across).Select(_ => Smaller(Pick(All), size))];
        return new UnitImage(Side, Side).Filled(
            (x, y) =>
                x / size < across && y / size < across
                    ? Math.Min(1, 1.5 * cells[y / size * across + x / size].Light(x % size, y % size))
                    : 0
        );
    }

    private static UnitImage Smaller(UnitImage digit, int size) =>
        UnitImage.Of(Scaling.AreaAverage(digit.ToImage().Crop(new(4, 4, Side - 8, Side - 8)), size, size));

    /// <summary>Cut into squares, each of them mirrored or not, laid anew by chance.</summary>
    private UnitImage Shuffled(UnitImage digit, int size)
    {
        int across = Side / size;
        int[] order = [.. Enumerable.Range(0, across * across)];
        _heap.Shuffle(order);
        bool[] mirrored = [.. order.Select(_ => _heap.Next(2) == 0)];
        return digit.Filled(
            (x, y) =>
            {
                int here = y / size * across + x / size,
                    from = order[here],
                    column = mirrored[here] ? size - 1 - x % size : x % size;
                return digit[from % across * size + column, from / across * size + y % size];
            }
        );
    }

    private static UnitImage Rolled(UnitImage digit, int along, int down) =>
        digit.Filled((x, y) => digit[(x + Side - along) % Side, (y + Side - down) % Side]);

    private static UnitImage Mirrored(UnitImage digit) => digit.Filled((x, y) => digit[Side - 1 - x, y]);

    private static UnitImage Turned(UnitImage digit) => digit.Filled((x, y) => digit[y, Side - 1 - x]);

    private static UnitImage Over(UnitImage one, UnitImage other) =>
        one.Filled((x, y) => Math.Max(one[x, y], other[x, y]));

    private static UnitImage Stacked(UnitImage upper, UnitImage lower) =>
        upper.Filled((x, y) => y < Half ? upper[x, y] : lower[x, y]);

    /// <summary>As MNIST's pictures lie: the longer side 20 pixels, the centre of mass in the middle.</summary>
    private static GrayImage Fitted(UnitImage plane)
    {
        GrayImage image = plane.ToImage();
        PixelBox box = PixelBox.Of(image, Ink, PixelBox.All(image));
        return box.IsEmpty
            ? new(Side, Side, new byte[Side * Side])
            : Centering.ByMass(Scaling.ToLongSide(image.Crop(box), PictureNormalizer.InkSide), Side);
    }
}
