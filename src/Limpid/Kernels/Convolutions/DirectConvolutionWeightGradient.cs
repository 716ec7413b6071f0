using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// Gradients of filters that are few: places across the lanes. A sum is then sixteen chains, folded at last, on lanes
/// of any width: what hardware there is
/// decides no bit.
/// </summary>
internal sealed partial class DirectConvolution
{
    /// <summary>How many chains a sum of places has.</summary>
    public const int Chains = 16;

    private const int FewestSteps = 8; // fewer are not worth loading and storing sixteen chains

    /// <summary>Whether gradients take fewer multiply-adds with places across sixteen lanes than with filters. A matter
    /// of shapes alone, for it decides the order of sums.</summary>
    public static bool SumsPlaces(int filters, int width, int height)
    {
        int steps = Tiles.Count(width, Chains);
        return filters < Chains && filters * steps < width && height * steps >= FewestSteps;
    }

    /// <summary>The length of a line whose places fill whole vectors.</summary>
    public static int Filled(int width) => Tiles.Count(width, Chains) * Chains;

    /// <summary>sums[t, o·16 + l] += Σᵢⱼ b[offsets[t] + i·pitch + j] · dy[o, i·Filled + j], i and j ascending, over the
    /// j with j mod 16 = l.</summary>
    /// <param name="b">Planes, readable for <see cref="Filled"/> places a line.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of dy's picture.</param>
    /// <param name="dy">A row a filter, its lines <see cref="Filled"/> up with zeros.</param>
    /// <param name="sums">Count × filters · 16; added to.</param>
    public void AddGradientOfPlaces(ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((sums.Rows, sums.Columns), (Count, dy.Rows * Chains));
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Columns % Filled(width), 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(
            b.Length,
            _reach + (dy.Columns / Filled(width) - 1) * pitch + Filled(width)
        );
        SimdDispatch.Sweep(new GradientOfPlaces(_offsets, b, pitch, Filled(width), dy, sums));
    }

    /// <summary>dw[o] = Σₗ sums[o·16 + l], by halves.</summary>
    public static void Fold(Span<float> sums, Span<float> dw)
    {
        for (int o = 0; o < dw.Length; o++)
        {
            Span<float> chains = sums.Slice(o * Chains, Chains);
            for (int half = Chains / 2; half > 0; half /= 2)
            for (int l = 0; l < half; l++)
                chains[l] += chains[l + half];
            dw[o] = chains[0];
        }
    }

    private ref struct GradientOfPlaces(
        int[] offsets,
        ReadOnlySpan<float> b,
        int pitch,
        int width,
        Matrix dy,
        Matrix sums
    ) : ISweep, ITile
    {
        private readonly ref float _b = ref MemoryMarshal.GetReference(b),
            _dy = ref MemoryMarshal.GetReference(dy.Span),
            _sums = ref MemoryMarshal.GetReference(sums.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _taps = offsets.Length,
            _filters = dy.Rows,
            _places = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int lane)
            where L : struct, ILanes<L>
        {
            for (; lane < Chains; lane += L.Count)
            {
                int tap = 0;
                for (; tap <= _taps - 2; tap += 2)
                    Tiles.Cover<GradientOfPlaces, L, C2>(ref this, _filters, tap, lane, Tiles.ByTwo<L>());
                if (tap < _taps)
                    Tiles.Cover<GradientOfPlaces, L, C1>(ref this, _filters, tap, lane);
            }
            return lane;
        }

        /// <summary>N filters of one tap, or of two.</summary>
        public readonly void Tile<L, N, V>(int filter, int tap, int lane)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            ref float c = ref Ref.Add(ref _sums, (tap * _filters + filter) * Chains + lane),
                d = ref V.Value > 1 ? ref Ref.Add(ref c, _filters * Chains) : ref c;
            L c0 = L.Load(ref c),
                c1 = c0,
                c2 = c0,
                c3 = c0,
                c4 = c0,
                c5 = c0,
                c6 = c0,
                c7 = c0;
            L d0 = L.Load(ref d),
                d1 = d0,
                d2 = d0,
                d3 = d0,
                d4 = d0,
                d5 = d0,
                d6 = d0,
                d7 = d0;
            if (N.Value > 1)
                (c1, d1) = (L.Load(ref Ref.Add(ref c, Chains)), L.Load(ref Ref.Add(ref d, Chains)));
            if (N.Value > 2)
                (c2, d2) = (L.Load(ref Ref.Add(ref c, 2 * Chains)), L.Load(ref Ref.Add(ref d, 2 * Chains)));
            if (N.Value > 3)
                (c3, d3) = (L.Load(ref Ref.Add(ref c, 3 * Chains)), L.Load(ref Ref.Add(ref d, 3 * Chains)));
            if (N.Value > 4)
                (c4, d4) = (L.Load(ref Ref.Add(ref c, 4 * Chains)), L.Load(ref Ref.Add(ref d, 4 * Chains)));
            if (N.Value > 5)
                (c5, d5) = (L.Load(ref Ref.Add(ref c, 5 * Chains)), L.Load(ref Ref.Add(ref d, 5 * Chains)));
            if (N.Value > 6)
                (c6, d6) = (L.Load(ref Ref.Add(ref c, 6 * Chains)), L.Load(ref Ref.Add(ref d, 6 * Chains)));
            if (N.Value > 7)
                (c7, d7) = (L.Load(ref Ref.Add(ref c, 7 * Chains)), L.Load(ref Ref.Add(ref d, 7 * Chains)));
            ref float x = ref Ref.Add(ref _dy, filter * _places + lane),
                start = ref Ref.Add(ref _b, Ref.Add(ref _offsets, tap) + lane);
            nint places = _places,
                apart = V.Value > 1 ? Ref.Add(ref _offsets, tap + 1) - Ref.Add(ref _offsets, tap) : 0,
                whole = width,
                further = pitch;
            for (nint i = 0; i < places; i += whole, start = ref Ref.Add(ref start, further))
            for (nint j = 0; j < whole; j += Chains, x = ref Ref.Add(ref x, Chains))
            {
                ref float b = ref Ref.Add(ref start, j);
                L u = L.Load(ref b),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref b, apart)) : u;
                (c0, d0) = Tiles.Fused<L, V>(L.Load(ref x), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, places)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 2 * places)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 3 * places)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 4 * places)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 5 * places)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 6 * places)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Load(ref Ref.Add(ref x, 7 * places)), u, c7, v, d7);
            }
            Keep<L, V>(ref c, ref d, 0, c0, d0);
            if (N.Value > 1)
                Keep<L, V>(ref c, ref d, 1, c1, d1);
            if (N.Value > 2)
                Keep<L, V>(ref c, ref d, 2, c2, d2);
            if (N.Value > 3)
                Keep<L, V>(ref c, ref d, 3, c3, d3);
            if (N.Value > 4)
                Keep<L, V>(ref c, ref d, 4, c4, d4);
            if (N.Value > 5)
                Keep<L, V>(ref c, ref d, 5, c5, d5);
            if (N.Value > 6)
                Keep<L, V>(ref c, ref d, 6, c6, d6);
            if (N.Value > 7)
                Keep<L, V>(ref c, ref d, 7, c7, d7);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Keep<L, V>(ref float c, ref float d, int filter, L one, L two)
            where L : struct, ILanes<L>
            where V : IConstant
        {
            one.Store(ref Ref.Add(ref c, filter * Chains));
            if (V.Value > 1)
                two.Store(ref Ref.Add(ref d, filter * Chains));
        }
    }
}
