using System.Runtime.InteropServices;
using Limpid.Data;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>The digits at hand: data sets to learn from and to test on, and what is drawn with the pen.</summary>
public sealed class LabDigits
{
    /// <summary>The name of the set to test on.</summary>
    public const string Test = "test";

    /// <summary>The name of the set to learn from.</summary>
    public const string Training = "training";

    private const int Numbers = 2; // of a point: x and y
    private readonly Dictionary<string, Dataset> _sets = new(StringComparer.Ordinal);
    private readonly Func<string, Dataset?> _atHand;

    internal LabDigits(Func<string, Dataset?> atHand) => _atHand = atHand;

    /// <summary>Opens a set that the host has itself.</summary>
    /// <returns>The labels.</returns>
    public byte[] Take(string name)
    {
        _sets[name] = _atHand(name) ?? throw Missing(name);
        return _sets[name].Labels.ToArray();
    }

    /// <summary>Opens a set of digits.</summary>
    /// <param name="name">training or test.</param>
    /// <param name="pictures">An IDX file, unpacked.</param>
    /// <param name="labels">An IDX file, unpacked.</param>
    /// <returns>The labels.</returns>
    public byte[] Open(string name, ArraySegment<byte> pictures, ArraySegment<byte> labels)
    {
        _sets[name] = Read(name, pictures, labels);
        return _sets[name].Labels.ToArray();
    }

    /// <summary>Some pictures of a set, one after the other.</summary>
    public byte[] Pictures(string name, int[] indices)
    {
        Dataset set = Of(name);
        if (Array.FindIndex(indices, i => i < 0 || i >= set.Count) is >= 0 and var wrong)
            throw LimpidException.Usage(
                $"The set {name} has the digits 0 to {set.Count - 1}, but {indices[wrong]} was asked for."
            );
        var pictures = new byte[indices.Length * set.Item.Count];
        for (int k = 0; k < indices.Length; k++)
            set.Picture(indices[k]).CopyTo(pictures.AsSpan(k * set.Item.Count));
        return pictures;
    }

    /// <summary>Makes pen strokes into 28x28 as MNIST was made.</summary>
    /// <param name="points">x and y of one point after the other.</param>
    /// <param name="lengths">How many points each stroke has.</param>
    /// <param name="smallest">A drawing that reaches no further is a dot.</param>
    internal static NormalizedPicture Normalize(ReadOnlySpan<float> points, int[] lengths, double smallest)
    {
        if (
            Array.Exists(lengths, length => length < 0)
            || lengths.Sum(length => (long)length) * Numbers != points.Length
        )
            throw LimpidException.Mismatch(
                $"Strokes of {string.Join(" + ", lengths)} points need {Numbers} numbers a point, but "
                    + $"{points.Length} came."
            );
        var strokes = new List<Stroke>();
        foreach (int length in lengths)
        {
            var stroke = new StrokePoint[length];
            for (int i = 0; i < length; i++)
                stroke[i] = new(points[Numbers * i], points[Numbers * i + 1]);
            strokes.Add(new(ImmutableSequence.Create<StrokePoint>(stroke)));
            points = points[(Numbers * length)..];
        }
        return StrokeNormalizer.Normalize(strokes, smallest);
    }

    /// <summary>s[i] = Σₚ w[p]·x[i,p] of every test digit: how strongly it would fire a neuron of these
    /// weights.</summary>
    /// <param name="weights">784 numbers.</param>
    public byte[] Fire(ArraySegment<byte> weights)
    {
        Dataset set = Of(Test);
        ReadOnlySpan<float> w = MemoryMarshal.Cast<byte, float>(weights.AsSpan());
        if (w.Length != set.Item.Count)
            throw LimpidException.Mismatch(
                $"A neuron that looks at {set.Item.Count} pixels has as many weights, but {w.Length} came."
            );
        int[] places = Places(w);
        var sums = new float[set.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            ReadOnlySpan<byte> picture = set.Picture(i);
            float sum = 0;
            foreach (int place in places)
                sum += w[place] * picture[place];
            sums[i] = sum / byte.MaxValue;
        }
        return FloatBytes.Bytes(sums);
    }

    /// <summary>Where weights are not 0.</summary>
    private static int[] Places(ReadOnlySpan<float> w)
    {
        var places = new List<int>();
        for (int i = 0; i < w.Length; i++)
            if (w[i] != 0)
                places.Add(i);
        return [.. places];
    }

    /// <summary>A set of digits from two IDX files, packed or not.</summary>
    internal static Dataset Read(string name, ArraySegment<byte> pictures, ArraySegment<byte> labels) =>
        IdxFormat.ReadPictures(
            name,
            ComparisonModels.Stream(pictures),
            ComparisonModels.Stream(labels),
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        );

    /// <summary>An open set.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: it was not opened.</exception>
    internal Dataset Of(string name) => Find(name) ?? throw Missing(name);

    /// <summary>An open set; null where it was not opened.</summary>
    internal Dataset? Find(string name) => _sets.GetValueOrDefault(name);

    private static LimpidException Missing(string name) =>
        new(
            Fault.NotFound,
            $"The digits for {name} are not at hand. Build the site where MNIST is in the cache (limpid data "
                + "get mnist), or open its files."
        );
}
