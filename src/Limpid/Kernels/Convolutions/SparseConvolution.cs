using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// The backward pass of a convolution whose dy is mostly zeros, as it is behind max pooling or ReLU. A pixel's channels
/// lie next to each other, across the lanes; position p reads pixels[places[p] + taps[t] + c]. Skipping zeros changes
/// no bit, and each sum is in the same order as in <see cref="DirectConvolution"/>.
/// </summary>
/// <param name="taps">For each tap, in order, the offset of its pixel from the position's first.</param>
/// <param name="places">For each position, in order, the index of the pixel that the first tap reads.</param>
/// <param name="channels">Floats of a pixel.</param>
internal sealed partial class SparseConvolution(int[] taps, int[] places, int channels)
{
    private readonly int _reach = taps.Max() + places.Max() + channels;

    /// <summary>Floats of a filter's weights: a run of channels a tap.</summary>
    public int Weights { get; } = taps.Length * channels;

    /// <summary>How many numbers <see cref="NonZeroPixels"/> needs for so many filters.</summary>
    public int ScratchSize(int filters) => checked((2 * filters + 1) * places.Length + filters);

    /// <summary>Finds what is not zero, and sums[o] += Σₚ dy[o,p], p ascending.</summary>
    /// <param name="dy">A row a filter, a column a place.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> numbers.</param>
    /// <param name="sums">A number a filter.</param>
    public NonZeroPixels Find(Matrix dy, Span<float> scratch, Span<float> sums)
    {
        int all = dy.Rows * places.Length;
        var nonZeros = new NonZeroPixels(
            MemoryMarshal.Cast<float, int>(scratch[..dy.Rows]),
            MemoryMarshal.Cast<float, int>(scratch.Slice(dy.Rows, all)),
            scratch.Slice(dy.Rows + all, all)
        );
        Span<int> indices = MemoryMarshal.Cast<float, int>(scratch.Slice(dy.Rows + 2 * all, places.Length));
        ref int index = ref MemoryMarshal.GetReference(indices),
            place = ref MemoryMarshal.GetArrayDataReference(places),
            at = ref MemoryMarshal.GetReference(nonZeros.Places);
        ref float value = ref MemoryMarshal.GetReference(nonZeros.Values);
        int k = 0;
        for (int filter = 0; filter < dy.Rows; filter++)
        {
            ref float from = ref MemoryMarshal.GetReference(dy[filter]);
            int count = StreamCompaction.Compress(dy[filter], 1, indices);
            float sum = 0f;
            for (int i = 0; i < count; i++, k++)
            {
                int p = Ref.Add(ref index, i);
                Ref.Add(ref at, k) = Ref.Add(ref place, p);
                sum += Ref.Add(ref value, k) = Ref.Add(ref from, p);
            }
            sums[filter] += sum;
            nonZeros.Ends[filter] = k;
        }
        return nonZeros;
    }

    /// <summary>sums[o, t·channels + c] += Σₚ pixels[places[p] + taps[t] + c] · dy[o,p], p ascending.</summary>
    /// <param name="nonZeros">Of dy.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="sums">A row of <see cref="Weights"/> a filter; added to.</param>
    public void AddGradient(NonZeroPixels nonZeros, Span<float> pixels, Matrix sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((sums.Rows, sums.Columns), (nonZeros.Ends.Length, Weights));
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, _reach);
        SimdDispatch.Sweep(new Gradient(taps, channels, nonZeros, pixels, sums));
    }

    /// <summary>pixels[places[p] + taps[t] + c] += w[o, t·channels + c] · dy[o,p]; a pixel's sum goes through o, then
    /// t, ascending.</summary>
    /// <param name="nonZeros">Of dy.</param>
    /// <param name="w">A row of <see cref="Weights"/> a filter.</param>
    /// <param name="pixels">The picture's derivative; added to.</param>
    public void Spread(NonZeroPixels nonZeros, Matrix w, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((w.Rows, w.Columns), (nonZeros.Ends.Length, Weights));
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, _reach);
        SimdDispatch.Sweep(new InputGradient(taps, channels, nonZeros, w, pixels));
    }

    /// <summary>The non-zeros of dy. Those of filter o are at Ends[o − 1] to Ends[o] − 1: the index of each one's first
    /// pixel, and its value.</summary>
    internal readonly ref struct NonZeroPixels(Span<int> ends, Span<int> places, Span<float> values)
    {
        public Span<int> Ends { get; } = ends;

        public Span<int> Places { get; } = places;

        public Span<float> Values { get; } = values;
    }
}
