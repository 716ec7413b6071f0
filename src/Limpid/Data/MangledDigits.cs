using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>
/// Non-digits made from digits: cut, rotated, flipped, overlaid, shrunk, enlarged, or with their strokes joined anew.
/// The digit detector learns from these alone. It never sees noise, letters or shapes, so its figures on those are
/// fair.
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

    /// <summary>A digit: one in three is redrawn with the pen that draws the joined strokes.</summary>
    private ReadOnlySpan<byte> Digit(ReadOnlySpan<byte> picture) =>
        _heap.Next(3) > 0 ? picture : JoinedStrokes.Again(_heap, new(Side, Side, picture.ToArray())).Pixels.Span;

    /// <summary>Seven of ten pictures are joined strokes; the rest use one of the other transforms.</summary>
    private GrayImage Mangled() =>
        _heap.Next(10) < 7
            ? JoinedStrokes.Draw(_heap)
            : _heap.Next(24) switch
            {
                0 => Fitted(ImageTransforms.Roll(Pick(All), 0, Half)),
                1 => Fitted(ImageTransforms.Roll(Pick(NotOne), Half, 0)),
                2 => Fitted(ImageTransforms.StackHalves(Pick(All), ImageTransforms.FlipHorizontally(Pick(All)))),
                3 => Fitted(ImageTransforms.Lighten(Pick(All), ImageTransforms.Roll(Pick(NotOne), Way(), Way()))),
                4 => Fitted(ImageTransforms.FlipHorizontally(Pick(Mirrorable))),
                5 => Fitted(ImageTransforms.Rotate90(ImageTransforms.Rotate90(Pick(Upside)))),
                6 => Fitted(ImageTransforms.Rotate90(Pick(Turnable))),
                7 => Fitted(Shuffled(Pick(All), Half)),
                8 => Shuffled(Heaped(), 1 << _heap.Next(3)).ToImage(),
                9 => Fitted(
                    ImageTransforms.Lighten(
                        ImageTransforms.Rotate90(Pick(Turnable)),
                        ImageTransforms.FlipHorizontally(Pick(NotOne))
                    )
                ),
                10 => Fitted(BlownUp()),
                11 => _heap.Next(2) == 0 ? Shrunk() : Laid(BlownUp()),
                12 => Grid().ToImage(),
                13 => Fitted(
                    ImageTransforms.Rotate90(ImageTransforms.Rotate90(ImageTransforms.Rotate90(Pick(Turnable))))
                ),
                _ => Blot().ToImage(), // often, or the detector takes filled discs for zeros
            };

    /// <summary>Two to nine digits over one another, each with its own brightness.</summary>
    private UnitImage Heaped()
    {
        UnitImage heaped = Pick(All);
        for (int more = 1 + _heap.Next(8); more > 0; more--)
        {
            double light = _heap.Between(0.2, 1);
            UnitImage digit = Pick(All);
            heaped = ImageTransforms.Lighten(heaped, digit.Filled((x, y) => light * digit[x, y]));
        }
        return heaped;
    }

    private UnitImage Pick(int[] classes) => _heap.Pick(classes);

    private int Way() => _heap.Next(9) - 4;

    /// <summary>A small crop that has ink in it.</summary>
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

    /// <summary>Scaled to any size and placed anywhere.</summary>
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

    /// <summary>A digit of one to three pixels, dilated by a disc so large that it becomes a blob. Half of the blobs
    /// lie anywhere.</summary>
    private UnitImage Blot()
    {
        int size = 1 + _heap.Next(3);
        double reach = _heap.Between(0.6, 10),
            x0 = (Side - 1) / 2.0,
            y0 = x0;
        if (reach < 3.5)
            (x0, y0) = (_heap.Between(3, 25), _heap.Between(3, 25));
        return ImageTransforms.DilateOnto(new(Side, Side), Smaller(Pick(All), size), x0, y0, reach);
    }

    /// <summary>Two to four digits a side, each in its own cell.</summary>
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

    /// <summary>Cut into squares that are shuffled, each of them flipped or not.</summary>
    private UnitImage Shuffled(UnitImage digit, int size)
    {
        int across = Side / size;
        int[] order = [.. Enumerable.Range(0, across * across)];
        _heap.Shuffle(order);
        bool[] mirrored = [.. order.Select(_ => _heap.Next(2) == 0)];
        return ImageTransforms.ShuffleTiles(digit, size, order, mirrored);
    }

    /// <summary>Normalized as in MNIST: the longer side has 20 pixels, and the center of mass is in the
    /// middle.</summary>
    private static GrayImage Fitted(UnitImage plane)
    {
        GrayImage image = plane.ToImage();
        PixelBox box = PixelBox.Of(image, Ink, PixelBox.All(image));
        return box.IsEmpty
            ? new(Side, Side, new byte[Side * Side])
            : Centering.ByMass(Scaling.ToLongSide(image.Crop(box), PictureNormalizer.InkSide), Side);
    }
}
