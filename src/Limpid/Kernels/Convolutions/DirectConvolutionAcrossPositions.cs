using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Places across the lanes, filters side by side in registers: for filters that are few.</summary>
internal sealed partial class DirectConvolution
{
    /// <summary>Whether a tap takes fewer multiply-adds with places across the lanes, those between the lines included,
    /// than with filters.</summary>
    private static bool PlacesAcross(int filters, PositionGrid picture) =>
        filters * Vectors(picture.Reach) < picture.Count * Vectors(Columns(filters));

    /// <summary>How many vectors hold so many numbers: as many of the widest as fit, the rest in narrower
    /// ones.</summary>
    private static int Vectors(int numbers)
    {
        int vectors = 0;
        if (Vector512.IsHardwareAccelerated)
            vectors += Math.DivRem(numbers, Lanes512.Count, out numbers);
        if (Vector256.IsHardwareAccelerated)
            vectors += Math.DivRem(numbers, Lanes256.Count, out numbers);
        if (Vector128.IsHardwareAccelerated)
            vectors += Math.DivRem(numbers, Lanes128.Count, out numbers);
        return vectors + numbers;
    }

    /// <summary>y[o,p] = Σₜ a[t·stride + o] · b[offsets[t] + p], t ascending, for p below the picture's
    /// reach.</summary>
    private void MultiplyPlaces(
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        PositionGrid picture,
        Matrix y
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (Count - 1) * stride + y.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, _reach + picture.Reach);
        SimdDispatch.Sweep(new Across(_offsets, _seeing, a, stride, b, picture.Pitch, y));
    }

    private ref struct Across(
        int[] offsets,
        PaddingMask? seeing,
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        int pitch,
        Matrix y
    ) : ISweep, ITile
    {
        private readonly ref float _a = ref MemoryMarshal.GetReference(a),
            _b = ref MemoryMarshal.GetReference(b),
            _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _filters = y.Rows,
            _places = y.Columns;
        private TapRange _done = new(0, offsets.Length, 0, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int place)
            where L : struct, ILanes<L>
        {
            for (int vectors; (vectors = Math.Min((_places - place) / L.Count, 2)) > 0; place += vectors * L.Count)
            {
                if (seeing is not null)
                    _done = seeing.Of(offsets.Length, place / pitch, (place + vectors * L.Count - 1) / pitch);
                if (vectors == 2)
                    Tiles.Cover<Across, L, C2>(ref this, _filters, 0, place, Tiles.ByTwo<L>());
                else
                    Tiles.Cover<Across, L, C1>(ref this, _filters, 0, place);
            }
            return place;
        }

        public readonly void Tile<L, N, V>(int filter, int line, int place)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            L c0 = L.Broadcast(0f),
                c1 = c0,
                c2 = c0,
                c3 = c0,
                c4 = c0,
                c5 = c0,
                c6 = c0,
                c7 = c0;
            L d0 = c0,
                d1 = c0,
                d2 = c0,
                d3 = c0,
                d4 = c0,
                d5 = c0,
                d6 = c0,
                d7 = c0;
            TapRange done = _done;
            ref float w = ref Ref.Add(ref _a, done.First * stride + filter),
                start = ref Ref.Add(ref _b, place);
            ref int offset = ref Ref.Add(ref _offsets, done.First);
            int step = stride;
            for (
                int run = done.Runs;
                run > 0;
                run--, w = ref Ref.Add(ref w, done.Apart * step), offset = ref Ref.Add(ref offset, done.Apart)
            )
            for (int t = done.Length; t > 0; t--)
            {
                ref float b = ref Ref.Add(ref start, offset);
                L u = L.Load(ref b),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref b, L.Count)) : u;
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(w), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 1)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 2)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 3)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 4)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 5)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 6)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref w, 7)), u, c7, v, d7);
                w = ref Ref.Add(ref w, step);
                offset = ref Ref.Add(ref offset, 1);
            }
            ref float y = ref Ref.Add(ref _y, filter * _places + place);
            int places = _places;
            Tiles.Store<L, V>(ref y, c0, d0);
            if (N.Value > 1)
                Tiles.Store<L, V>(ref Ref.Add(ref y, places), c1, d1);
            if (N.Value > 2)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 2 * places), c2, d2);
            if (N.Value > 3)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 3 * places), c3, d3);
            if (N.Value > 4)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 4 * places), c4, d4);
            if (N.Value > 5)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 5 * places), c5, d5);
            if (N.Value > 6)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 6 * places), c6, d6);
            if (N.Value > 7)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 7 * places), c7, d7);
        }
    }
}
