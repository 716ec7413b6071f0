using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>
/// A way in which pictures go bad: in the manner of MNIST-C (Mu and Gilmer 2019), whose fifteen kinds these are, but
/// written anew, with strengths of
/// their own. Figures on them are not comparable with figures on the published set. <see cref="All"/> is the one list:
/// a new kind is one new file and one line.
/// </summary>
public abstract record Corruption
{
    /// <summary>The seed that figures are measured with, so that those of two networks compare.</summary>
    public const ulong UsualSeed = 1;

    private const int PicturesAPiece = 100;

    /// <summary>Every kind, at its usual strength.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        new ShotNoise(),
        new ImpulseNoise(),
        new GlassBlur(),
        new MotionBlur(),
        new Shear(),
        new Scale(),
        new Rotate(),
        new Brightness(),
        new Translate(),
        new Stripe(),
        new Fog(),
        new Spatter(),
        new DottedLine(),
        new Zigzag(),
        new CannyEdges(),
    ];

    /// <summary>Its name, in kebab-case.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: there is none; names those that there
    /// are.</exception>
    public static Corruption Find(string name) =>
        All.FirstOrDefault(kind => kind.Name == name)
        ?? throw LimpidException.Usage(
            $"Corruption {name}: expected one of {string.Join(", ", All.Select(kind => kind.Name))}."
        );

    /// <summary>The picture gone bad: light ink on dark paper, of the same size. Depends on the picture, the seed and
    /// the index alone.</summary>
    /// <param name="picture">Ink is bright.</param>
    /// <param name="seed">Another seed, other chances.</param>
    /// <param name="index">The picture's place in its set: each has chances of its own.</param>
    public GrayImage Apply(GrayImage picture, ulong seed, int index)
    {
        RandomStream random = RandomStream.Named(seed, Name, index);
        return Spoil(UnitImage.Of(picture), ref random).ToImage();
    }

    /// <summary>Some pictures of a set gone bad, with the labels that they had.</summary>
    /// <param name="samples">The set.</param>
    /// <param name="indices">Which of its pictures, in order.</param>
    /// <param name="seed">Another seed, other chances.</param>
    /// <param name="workers">Share the work; how many there are does not show in the result.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: the pictures have colours, or are no
    /// rectangles.</exception>
    public Dataset Apply(Dataset samples, ReadOnlyMemory<int> indices, ulong seed, Workers workers)
    {
        (int width, int height) = Sides(samples);
        byte[] pixels = new byte[indices.Length * samples.Item.Count],
            labels = new byte[indices.Length];
        workers.Run((indices.Length + PicturesAPiece - 1) / PicturesAPiece, (piece, _) =>
        {
            for (int row = piece * PicturesAPiece; row < Math.Min(indices.Length, (piece + 1) * PicturesAPiece); row++)
            {
                int index = indices.Span[row];
                labels[row] = samples.Labels[index];
                Apply(new(width, height, samples.Picture(index).ToArray()), seed, index)
                    .Pixels.Span.CopyTo(pixels.AsSpan(row * samples.Item.Count));
            }
        });
        return new($"{samples.Name} with {Name}", samples.Item, pixels, labels, samples.ClassNames);
    }

    /// <summary>A picture's width and height; a flat item of a square number is taken for a square.</summary>
    private static (int Width, int Height) Sides(Dataset samples)
    {
        Shape item = samples.Item;
        if (item is { Channels: 1 })
            return (item.Width, item.Height);
        int side = (int)Math.Sqrt(item.Channels);
        if ((item.Height, item.Width) == (1, 1) && side * side == item.Channels)
            return (side, side);
        throw LimpidException.Mismatch(
            $"Corruptions are of grey pictures, but those of {samples.Name} are {item}. Choose data of one channel."
        );
    }

    private protected abstract UnitImage Spoil(UnitImage picture, ref RandomStream random);
}
