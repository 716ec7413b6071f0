using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

internal sealed partial class Taps
{
    /// <summary>dw[t,o] += Σᵢⱼ b[offsets[t] + i·pitch + j] · dy[i·width + j, o], i and j ascending.</summary>
    /// <param name="b">Planes.</param>
    /// <param name="pitch">From one line of them to the next.</param>
    /// <param name="width">Columns of dy's picture.</param>
    /// <param name="dy">One row a pixel; a multiple of 16 columns.</param>
    /// <param name="dw">Count × dy.Columns; added to.</param>
    public void AddGradient(ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Count % TapStep, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Columns % Lanes512.Count, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual((dw.Rows, dw.Columns), (Count, dy.Columns));
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Rows % width, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, Reach + (dy.Rows / width - 1) * pitch + width);
        Widest.Run(new Gradient(_offsets, b, pitch, width, dy, dw));
    }

    private readonly ref struct Gradient : IKernel
    {
        private readonly ref float _b, _dy, _dw;
        private readonly ref int _offsets;
        private readonly int _taps, _pitch, _width, _height, _columns;

        public Gradient(int[] offsets, ReadOnlySpan<float> b, int pitch, int width, Matrix dy, Matrix dw)
        {
            (_taps, _pitch, _width, _height, _columns) = (offsets.Length, pitch, width, dy.Rows / width, dy.Columns);
            _offsets = ref MemoryMarshal.GetArrayDataReference(offsets);
            _b = ref MemoryMarshal.GetReference(b);
            _dy = ref MemoryMarshal.GetReference(dy.Span);
            _dw = ref MemoryMarshal.GetReference(dw.Span);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>() where L : struct, ILanes<L>
        {
            for (int column = 0; column < _columns;)
            {
                bool two = L.Count < Lanes512.Count || column + L.Count < _columns;
                for (int tap = 0; tap < _taps;)
                {
                    bool eight = tap <= _taps - 8 && (L.Count == Lanes512.Count || !two);
                    if (two) Tile4x2<L>(tap, column);
                    else if (eight) Tile8<L>(tap, column);
                    else Tile4<L>(tap, column);
                    tap += !two && eight ? 8 : 4;
                }
                column += two ? 2 * L.Count : L.Count;
            }
        }

        private ref float Input(int tap) => ref At.Of(ref _b, At.Of(ref _offsets, tap));

        private void Tile4x2<L>(int tap, int column) where L : struct, ILanes<L>
        {
            ref float b0 = ref Input(tap), b1 = ref Input(tap + 1), b2 = ref Input(tap + 2), b3 = ref Input(tap + 3), dy = ref At.Of(ref _dy, column);
            L c00 = L.All(0f), c10 = c00, c20 = c00, c30 = c00, c01 = c00, c11 = c00, c21 = c00, c31 = c00;
            for (int line = 0, from = 0; line < _height; line++, from += _pitch)
                for (int j = from; j < from + _width; j++)
                {
                    L d0 = L.Load(ref dy), d1 = L.Load(ref At.Of(ref dy, L.Count)), x;
                    x = L.All(At.Of(ref b0, j)); c00 = L.MultiplyAdd(x, d0, c00); c01 = L.MultiplyAdd(x, d1, c01);
                    x = L.All(At.Of(ref b1, j)); c10 = L.MultiplyAdd(x, d0, c10); c11 = L.MultiplyAdd(x, d1, c11);
                    x = L.All(At.Of(ref b2, j)); c20 = L.MultiplyAdd(x, d0, c20); c21 = L.MultiplyAdd(x, d1, c21);
                    x = L.All(At.Of(ref b3, j)); c30 = L.MultiplyAdd(x, d0, c30); c31 = L.MultiplyAdd(x, d1, c31);
                    dy = ref At.Of(ref dy, _columns);
                }
            Add(tap, column, c00); Add(tap + 1, column, c10); Add(tap + 2, column, c20); Add(tap + 3, column, c30);
            column += L.Count;
            Add(tap, column, c01); Add(tap + 1, column, c11); Add(tap + 2, column, c21); Add(tap + 3, column, c31);
        }

        private void Tile8<L>(int tap, int column) where L : struct, ILanes<L>
        {
            ref float b0 = ref Input(tap), b1 = ref Input(tap + 1), b2 = ref Input(tap + 2), b3 = ref Input(tap + 3), dy = ref At.Of(ref _dy, column);
            ref float b4 = ref Input(tap + 4), b5 = ref Input(tap + 5), b6 = ref Input(tap + 6), b7 = ref Input(tap + 7);
            L c0 = L.All(0f), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            for (int line = 0, from = 0; line < _height; line++, from += _pitch)
                for (int j = from; j < from + _width; j++)
                {
                    L d = L.Load(ref dy);
                    c0 = L.MultiplyAdd(L.All(At.Of(ref b0, j)), d, c0); c1 = L.MultiplyAdd(L.All(At.Of(ref b1, j)), d, c1);
                    c2 = L.MultiplyAdd(L.All(At.Of(ref b2, j)), d, c2); c3 = L.MultiplyAdd(L.All(At.Of(ref b3, j)), d, c3);
                    c4 = L.MultiplyAdd(L.All(At.Of(ref b4, j)), d, c4); c5 = L.MultiplyAdd(L.All(At.Of(ref b5, j)), d, c5);
                    c6 = L.MultiplyAdd(L.All(At.Of(ref b6, j)), d, c6); c7 = L.MultiplyAdd(L.All(At.Of(ref b7, j)), d, c7);
                    dy = ref At.Of(ref dy, _columns);
                }
            Add(tap, column, c0); Add(tap + 1, column, c1); Add(tap + 2, column, c2); Add(tap + 3, column, c3);
            Add(tap + 4, column, c4); Add(tap + 5, column, c5); Add(tap + 6, column, c6); Add(tap + 7, column, c7);
        }

        private void Tile4<L>(int tap, int column) where L : struct, ILanes<L>
        {
            ref float b0 = ref Input(tap), b1 = ref Input(tap + 1), b2 = ref Input(tap + 2), b3 = ref Input(tap + 3), dy = ref At.Of(ref _dy, column);
            L c0 = L.All(0f), c1 = c0, c2 = c0, c3 = c0;
            for (int line = 0, from = 0; line < _height; line++, from += _pitch)
                for (int j = from; j < from + _width; j++)
                {
                    L d = L.Load(ref dy);
                    c0 = L.MultiplyAdd(L.All(At.Of(ref b0, j)), d, c0); c1 = L.MultiplyAdd(L.All(At.Of(ref b1, j)), d, c1);
                    c2 = L.MultiplyAdd(L.All(At.Of(ref b2, j)), d, c2); c3 = L.MultiplyAdd(L.All(At.Of(ref b3, j)), d, c3);
                    dy = ref At.Of(ref dy, _columns);
                }
            Add(tap, column, c0); Add(tap + 1, column, c1); Add(tap + 2, column, c2); Add(tap + 3, column, c3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add<L>(int tap, int column, L sum) where L : struct, ILanes<L>
        {
            ref float dw = ref At.Of(ref _dw, tap * _columns + column);
            (L.Load(ref dw) + sum).Store(ref dw);
        }
    }
}
