using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Separable convolution of a plane, with zeros beyond it. Rows lie a pitch apart, a whole number of the widest lanes, so that no row has a rest.</summary>
internal static class Smoothing
{
    private const int Widest = 16;

    /// <summary>The pitch of rows of so many columns.</summary>
    public static int Pitch(int columns) => (columns + Widest - 1) / Widest * Widest;

    /// <summary>
    /// between[r, c] = Σₖ across[k] · x[r, c + k]; y[r, c] += Σₖ down[k] · between[r + k − R, c], for the rows that there are; k ascending, 0..2R.
    /// </summary>
    /// <param name="x">rows × (pitch + 2R), each row with R zeros before it and after it.</param>
    /// <param name="rows">Of the plane.</param>
    /// <param name="pitch">Columns, a multiple of 16: <see cref="Pitch"/>.</param>
    /// <param name="across">The 2R + 1 taps along a row.</param>
    /// <param name="down">The 2R + 1 taps along a column.</param>
    /// <param name="between">rows × pitch, overwritten.</param>
    /// <param name="y">rows × pitch.</param>
    public static void AddSmoothed(ReadOnlySpan<float> x, int rows, int pitch, ReadOnlySpan<float> across, ReadOnlySpan<float> down, Span<float> between, Span<float> y)
    {
        if (pitch % Widest != 0 || across.Length % 2 == 0 || down.Length != across.Length || x.Length != rows * (pitch + across.Length - 1) || between.Length != rows * pitch || y.Length != rows * pitch)
            throw LimpidException.Mismatch($"Smoothing: {rows} rows of {pitch} by {across.Length} and {down.Length} taps do not fit {x.Length}, {between.Length} and {y.Length} floats.");
        Kernels.Widest.Run(new Across(x, rows, pitch, across, between));
        Kernels.Widest.Run(new Down(between, rows, pitch, down, y));
    }

    private readonly ref struct Across(ReadOnlySpan<float> x, int rows, int pitch, ReadOnlySpan<float> taps, Span<float> y) : IKernel
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x), _taps = ref MemoryMarshal.GetReference(taps), _y = ref MemoryMarshal.GetReference(y);
        private readonly int _rows = rows, _pitch = pitch, _count = taps.Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>() where L : struct, ILanes<L>
        {
            for (int r = 0; r < _rows; r++)
                for (int c = 0; c < _pitch; c += L.Count)
                {
                    ref float from = ref At.Of(ref _x, r * (_pitch + _count - 1) + c);
                    L sum = L.All(0);
                    for (int k = 0; k < _count; k++) sum = L.MultiplyAdd(L.All(At.Of(ref _taps, k)), L.Load(ref At.Of(ref from, k)), sum);
                    sum.Store(ref At.Of(ref _y, r * _pitch + c));
                }
        }
    }

    private readonly ref struct Down(ReadOnlySpan<float> x, int rows, int pitch, ReadOnlySpan<float> taps, Span<float> y) : IKernel
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x), _taps = ref MemoryMarshal.GetReference(taps), _y = ref MemoryMarshal.GetReference(y);
        private readonly int _rows = rows, _pitch = pitch, _radius = taps.Length / 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>() where L : struct, ILanes<L>
        {
            for (int r = 0; r < _rows; r++)
            {
                int first = Math.Max(0, r - _radius), last = Math.Min(_rows - 1, r + _radius);
                for (int c = 0; c < _pitch; c += L.Count)
                {
                    L sum = L.All(0);
                    for (int from = first; from <= last; from++)
                        sum = L.MultiplyAdd(L.All(At.Of(ref _taps, from - r + _radius)), L.Load(ref At.Of(ref _x, from * _pitch + c)), sum);
                    (L.Load(ref At.Of(ref _y, r * _pitch + c)) + sum).Store(ref At.Of(ref _y, r * _pitch + c));
                }
            }
        }
    }
}
