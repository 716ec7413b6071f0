using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>
/// A convolution without its patches: tap t of every filter reads the same planes b, from offsets[t] on, so nothing is
/// copied out. Filters lie across the
/// lanes and places of the picture side by side in registers, or the other way round, whichever leaves fewer lanes to
/// work in vain. One fused chain an element.
/// </summary>
internal sealed partial class DirectConvolution
{
    private const int Step = 4; // the narrowest lanes worth filling up to

    private readonly int[] _offsets;
    private readonly int _reach;
    private readonly PaddingMask? _seeing;

    /// <summary>Places of the taps.</summary>
    /// <param name="offsets">For each tap, where in b its first place lies.</param>
    /// <param name="seeing">Which of them read more than zeros, where that is known.</param>
    public DirectConvolution(int[] offsets, PaddingMask? seeing = null) =>
        (_offsets, _reach, _seeing) = (offsets, offsets.Length == 0 ? 0 : offsets.Max(), seeing);

    /// <summary>How many taps.</summary>
    public int Count => _offsets.Length;

    /// <summary>How many columns so many filters take: a multiple of four, unless there are but one or two.</summary>
    public static int Columns(int filters) => filters <= 2 ? filters : checked((filters + Step - 1) / Step * Step);

    /// <summary>y[i·width + j, o] = Σₜ a[t·stride + o] · b[offsets[t] + i·pitch + j], t ascending.</summary>
    /// <param name="a">Weights, one run of y.Columns a tap.</param>
    /// <param name="stride">From one tap's run to the next's.</param>
    /// <param name="b">Planes.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of y's picture.</param>
    /// <param name="y">One row a place; written.</param>
    public void Multiply(ReadOnlySpan<float> a, int stride, ReadOnlySpan<float> b, int pitch, int width, Matrix y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (Count - 1) * stride + y.Columns);
        Check(b, pitch, width, y);
        SimdDispatch.Sweep(new Product(_offsets, _seeing, a, stride, b, pitch, width, y));
    }

    /// <summary>y[o, i·width + j] = Σₜ a[t·stride + o] · b[offsets[t] + i·pitch + j], t ascending: plane after
    /// plane.</summary>
    /// <param name="a">Weights, one run of <see cref="Columns"/> a tap.</param>
    /// <param name="stride">From one tap's run to the next's.</param>
    /// <param name="b">Planes.</param>
    /// <param name="picture">Where places lie in b, and in y.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> floats.</param>
    /// <param name="y">A row a filter; written.</param>
    public void Answer(
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        PositionGrid picture,
        Span<float> scratch,
        Matrix y
    )
    {
        if (PlacesAcross(y.Rows, picture))
        {
            MultiplyPlaces(a, stride, b, picture, new(scratch, y.Rows, picture.Reach));
            for (int filter = 0; filter < y.Rows; filter++)
                picture.Gather(scratch.Slice(filter * picture.Reach, picture.Reach), y[filter]);
            return;
        }
        var answers = new Matrix(scratch, picture.Count, Columns(y.Rows));
        Multiply(a, stride, b, picture.Pitch, picture.Width, answers);
        Reductions.Transpose(answers.Span, answers.Columns, answers.Rows, y.Rows, y.Span, y.Columns);
    }

    /// <summary>How many floats <see cref="Answer"/> needs beside its operands.</summary>
    public static int ScratchSize(int filters, PositionGrid picture) =>
        checked(Math.Max(Columns(filters) * picture.Count, filters * picture.Reach));

    /// <summary>dw[t,o] += Σᵢⱼ b[offsets[t] + i·pitch + j] · dy[i·width + j, o], i and j ascending.</summary>
    /// <param name="b">Planes.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of dy's picture.</param>
    /// <param name="dy">One row a place.</param>
    /// <param name="dw">Count × dy.Columns; added to.</param>
    public void AddGradient(ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((dw.Rows, dw.Columns), (Count, dy.Columns));
        Check(b, pitch, width, dy);
        SimdDispatch.Sweep(new Gradient(_offsets, b, pitch, width, dy, dw));
    }

    private void Check(ReadOnlySpan<float> b, int pitch, int width, Matrix y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Rows % width, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, _reach + (y.Rows / width - 1) * pitch + width);
    }

    private ref struct Product(
        int[] offsets,
        PaddingMask? seeing,
        ReadOnlySpan<float> a,
        int stride,
        ReadOnlySpan<float> b,
        int pitch,
        int width,
        Matrix y
    ) : ISweep, ITile
    {
        private readonly ref float _a = ref MemoryMarshal.GetReference(a),
            _b = ref MemoryMarshal.GetReference(b),
            _y = ref MemoryMarshal.GetReference(y.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _lines = y.Rows / width,
            _columns = y.Columns;
        private TapRange _done = new(0, offsets.Length, 0, 1);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            // there are registers for two vectors; each number of b is then read once for both
            bool byTwo = L.Count == Lanes512.Count;
            for (
                int vectors;
                (vectors = Math.Min((_columns - column) / L.Count, byTwo ? 2 : 1)) > 0;
                column += vectors * L.Count
            )
            for (int line = 0; line < _lines; line++)
            {
                if (seeing is not null)
                    _done = seeing.Of(offsets.Length, line, line);
                if (vectors == 2)
                    Tiles.Cover<Product, L, C2>(ref this, width, line, column);
                else
                    Tiles.CoverWide<Product, L>(ref this, width, line, column);
            }
            return column;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
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
            ref float w = ref Ref.Add(ref _a, done.First * stride + column),
                start = ref Ref.Add(ref _b, line * pitch + first);
            ref int offset = ref Ref.Add(ref _offsets, done.First);
            int step = stride;
            for (
                int run = done.Runs;
                run > 0;
                run--, w = ref Ref.Add(ref w, done.Apart * step), offset = ref Ref.Add(ref offset, done.Apart)
            )
            for (int t = done.Length; t > 0; t--)
            {
                L u = L.Load(ref w),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref w, L.Count)) : u;
                ref float b = ref Ref.Add(ref start, offset);
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(b), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 1)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 2)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 3)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 4)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 5)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 6)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b, 7)), u, c7, v, d7);
                if (N.Value > 8)
                    d0 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 8)), u, d0);
                if (N.Value > 9)
                    d1 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 9)), u, d1);
                if (N.Value > 10)
                    d2 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 10)), u, d2);
                if (N.Value > 11)
                    d3 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 11)), u, d3);
                if (N.Value > 12)
                    d4 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 12)), u, d4);
                if (N.Value > 13)
                    d5 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 13)), u, d5);
                if (N.Value > 14)
                    d6 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 14)), u, d6);
                if (N.Value > 15)
                    d7 = L.MultiplyAdd(L.Broadcast(Ref.Add(ref b, 15)), u, d7);
                w = ref Ref.Add(ref w, step);
                offset = ref Ref.Add(ref offset, 1);
            }
            ref float y = ref Ref.Add(ref _y, (line * width + first) * _columns + column);
            int columns = _columns;
            Tiles.Store<L, V>(ref y, c0, d0);
            if (N.Value > 1)
                Tiles.Store<L, V>(ref Ref.Add(ref y, columns), c1, d1);
            if (N.Value > 2)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 2 * columns), c2, d2);
            if (N.Value > 3)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 3 * columns), c3, d3);
            if (N.Value > 4)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 4 * columns), c4, d4);
            if (N.Value > 5)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 5 * columns), c5, d5);
            if (N.Value > 6)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 6 * columns), c6, d6);
            if (N.Value > 7)
                Tiles.Store<L, V>(ref Ref.Add(ref y, 7 * columns), c7, d7);
            if (N.Value > 8)
                d0.Store(ref Ref.Add(ref y, 8 * columns));
            if (N.Value > 9)
                d1.Store(ref Ref.Add(ref y, 9 * columns));
            if (N.Value > 10)
                d2.Store(ref Ref.Add(ref y, 10 * columns));
            if (N.Value > 11)
                d3.Store(ref Ref.Add(ref y, 11 * columns));
            if (N.Value > 12)
                d4.Store(ref Ref.Add(ref y, 12 * columns));
            if (N.Value > 13)
                d5.Store(ref Ref.Add(ref y, 13 * columns));
            if (N.Value > 14)
                d6.Store(ref Ref.Add(ref y, 14 * columns));
            if (N.Value > 15)
                d7.Store(ref Ref.Add(ref y, 15 * columns));
        }
    }

    private ref struct Gradient(int[] offsets, ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
        : ISweep,
            ITile
    {
        private readonly ref float _b = ref MemoryMarshal.GetReference(b),
            _dy = ref MemoryMarshal.GetReference(dy.Span),
            _dw = ref MemoryMarshal.GetReference(dw.Span);
        private readonly ref int _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
        private readonly int _taps = offsets.Length,
            _lines = dy.Rows / width,
            _columns = dy.Columns;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            if (L.Count == Lanes512.Count)
                for (; column <= _columns - 2 * L.Count; column += 2 * L.Count)
                    Tiles.Cover<Gradient, L, C2>(ref this, _taps, 0, column);
            for (; column <= _columns - L.Count; column += L.Count)
                Tiles.Cover<Gradient, L, C1>(ref this, _taps, 0, column);
            return column;
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
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
            ref float b0 = ref Input(first),
                b1 = ref Input(first + (N.Value > 1 ? 1 : 0)),
                b2 = ref Input(first + (N.Value > 2 ? 2 : 0)),
                b3 = ref Input(first + (N.Value > 3 ? 3 : 0));
            ref float b4 = ref Input(first + (N.Value > 4 ? 4 : 0)),
                b5 = ref Input(first + (N.Value > 5 ? 5 : 0)),
                b6 = ref Input(first + (N.Value > 6 ? 6 : 0)),
                b7 = ref Input(first + (N.Value > 7 ? 7 : 0));
            ref float dy = ref Ref.Add(ref _dy, column);
            int columns = _columns;
            for (int i = 0, from = 0; i < _lines; i++, from += pitch)
            for (int j = from, end = from + width; j < end; j++)
            {
                L u = L.Load(ref dy),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref dy, L.Count)) : u;
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b0, j)), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b1, j)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b2, j)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b3, j)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b4, j)), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b5, j)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b6, j)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref b7, j)), u, c7, v, d7);
                dy = ref Ref.Add(ref dy, columns);
            }
            ref float dw = ref Ref.Add(ref _dw, first * columns + column);
            Add<L, V>(ref dw, c0, d0);
            if (N.Value > 1)
                Add<L, V>(ref Ref.Add(ref dw, columns), c1, d1);
            if (N.Value > 2)
                Add<L, V>(ref Ref.Add(ref dw, 2 * columns), c2, d2);
            if (N.Value > 3)
                Add<L, V>(ref Ref.Add(ref dw, 3 * columns), c3, d3);
            if (N.Value > 4)
                Add<L, V>(ref Ref.Add(ref dw, 4 * columns), c4, d4);
            if (N.Value > 5)
                Add<L, V>(ref Ref.Add(ref dw, 5 * columns), c5, d5);
            if (N.Value > 6)
                Add<L, V>(ref Ref.Add(ref dw, 6 * columns), c6, d6);
            if (N.Value > 7)
                Add<L, V>(ref Ref.Add(ref dw, 7 * columns), c7, d7);
        }

        private readonly ref float Input(int tap) => ref Ref.Add(ref _b, Ref.Add(ref _offsets, tap));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add<L, V>(ref float dw, L c, L d)
            where L : struct, ILanes<L>
            where V : IConstant =>
            Tiles.Store<L, V>(ref dw, L.Load(ref dw) + c, V.Value > 1 ? L.Load(ref Ref.Add(ref dw, L.Count)) + d : d);
    }
}
