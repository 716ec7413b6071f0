using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Limpid.Numerics;

namespace Limpid.Kernels;

/// <summary>Many rows: blocks of a times panels of b, in register tiles of up to eight rows by two vectors.</summary>
internal static partial class Product
{
    /// <summary>The largest block of a: with the panel of b it fits in the L1 and L2 caches (Goto and van de Geijn
    /// 2008).</summary>
    private const int BlockRows = 512,
        BlockSteps = 256;

    /// <summary>Packing pays for a panel of b from this many rows on, and for a block of a from this many
    /// columns.</summary>
    private const int ReadersOfPanel = 16,
        ReadersOfBlock = 256;

    private static readonly Aligned Zeros = new(2 * Lanes512.Count);

    [ThreadStatic]
    private static Aligned? _room;

    private ref partial struct Blocks : ISweep, ITile
    {
        private readonly ref float _a,
            _b,
            _c,
            _bias;
        private readonly int _rowStride,
            _stepStride,
            _rows,
            _inner,
            _columns;
        private readonly bool _zero,
            _packsBlocks,
            _packsPanels,
            _pads;
        private readonly Span<float> _block,
            _panel;
        private int _row,
            _step,
            _steps; // the current block of a
        private ref float _from,
            _to,
            _first; // the current panel of b, where its sums go, and what they start from
        private int _pitch,
            _toPitch; // from one step of the panel to the next, from one row of sums to the next
        private readonly Span<float> _edge;

        public Blocks(
            ReadOnlySpan<float> a,
            int rowStride,
            int stepStride,
            Matrix b,
            ReadOnlySpan<float> bias,
            Matrix c
        )
        {
            (_rowStride, _stepStride, _rows, _inner, _columns, _zero) = (
                rowStride,
                stepStride,
                c.Rows,
                b.Rows,
                c.Columns,
                bias.IsEmpty
            );
            _a = ref MemoryMarshal.GetReference(a);
            _b = ref MemoryMarshal.GetReference(b.Span);
            _c = ref MemoryMarshal.GetReference(c.Span);
            _bias = ref MemoryMarshal.GetReference(bias);
            (_packsBlocks, _packsPanels) = (
                _columns >= ReadersOfBlock,
                _rows >= ReadersOfPanel && _columns > 2 * Lanes512.Count
            );
            _pads = _rows >= ReadersOfPanel;
            if (!_packsBlocks && !_pads)
                return;
            Span<float> scratch = (
                _room ??= new((BlockRows + 2 * Lanes512.Count) * BlockSteps + (BlockRows + 1) * Lanes512.Count)
            ).Span;
            _block = scratch[..(BlockRows * BlockSteps)];
            _panel = scratch.Slice(_block.Length, 2 * Lanes512.Count * BlockSteps);
            _edge = scratch[(_block.Length + _panel.Length)..];
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int From<L>(int column)
            where L : struct, ILanes<L>
        {
            int end = column + (_columns - column) / L.Count * L.Count;
            bool pads = _pads && L.Count > 1 && end < _columns;
            if (end == column && !pads)
                return column;
            for (_step = 0; _step < _inner; _step += _steps)
            {
                _steps = Math.Min(BlockSteps, _inner - _step);
                for (_row = 0; _row < _rows; _row += BlockRows)
                {
                    int rows = Math.Min(BlockRows, _rows - _row),
                        at = column;
                    if (_packsBlocks)
                        PackBlock(rows, Tiles.ByTwo<L>());
                    for (; at <= end - 2 * L.Count; at += 2 * L.Count)
                        Panel<L, C2>(rows, at);
                    if (at < end)
                        Panel<L, C1>(rows, at);
                    if (pads)
                        Edge<L>(rows, end);
                }
            }
            return pads ? _columns : end;
        }

        private void Panel<L, V>(int rows, int column)
            where L : struct, ILanes<L>
            where V : IConstant
        {
            _pitch = _toPitch = _columns;
            _from = ref Ref.Add(ref _b, _step * _columns + column);
            _to = ref Ref.Add(ref _c, _row * _columns + column);
            _first = ref _zero ? ref MemoryMarshal.GetReference(Zeros.Span) : ref Ref.Add(ref _bias, column);
            if (_packsPanels)
                PackPanel(V.Value * L.Count);
            Tiles.Cover<Blocks, L, V>(ref this, rows, 0, column, Tiles.ByTwo<L>());
        }

        public readonly void Tile<L, N, V>(int first, int line, int column)
            where L : struct, ILanes<L>
            where N : IConstant
            where V : IConstant
        {
            ref float a0 = ref Ref.Add(ref _a, (_row + first) * _rowStride + _step * _stepStride);
            int one = _rowStride,
                step = _stepStride;
            if (_packsBlocks)
            {
                a0 = ref Ref.Add(ref MemoryMarshal.GetReference(_block), first * _steps);
                (one, step) = (1, N.Value);
            }
            ref float b = ref _from,
                c = ref Ref.Add(ref _to, first * _toPitch),
                begin = ref _step > 0 ? ref c : ref _first;
            int two = 2 * one,
                three = 3 * one,
                pitch = _pitch,
                columns = _toPitch,
                line0 = _step > 0 ? columns : 0;
            ref float a4 = ref Ref.Add(ref a0, N.Value > 4 ? 4 * one : 0);
            (L c0, L d0) = Tiles.Load<L, V>(ref begin);
            (L c1, L d1) = N.Value > 1 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, line0)) : (c0, d0);
            (L c2, L d2) = N.Value > 2 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 2 * line0)) : (c0, d0);
            (L c3, L d3) = N.Value > 3 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 3 * line0)) : (c0, d0);
            (L c4, L d4) = N.Value > 4 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 4 * line0)) : (c0, d0);
            (L c5, L d5) = N.Value > 5 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 5 * line0)) : (c0, d0);
            (L c6, L d6) = N.Value > 6 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 6 * line0)) : (c0, d0);
            (L c7, L d7) = N.Value > 7 ? Tiles.Load<L, V>(ref Ref.Add(ref begin, 7 * line0)) : (c0, d0);
            for (int k = _steps; k > 0; k--)
            {
                L u = L.Load(ref b),
                    v = V.Value > 1 ? L.Load(ref Ref.Add(ref b, L.Count)) : u;
                (c0, d0) = Tiles.Fused<L, V>(L.Broadcast(a0), u, c0, v, d0);
                if (N.Value > 1)
                    (c1, d1) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a0, one)), u, c1, v, d1);
                if (N.Value > 2)
                    (c2, d2) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a0, two)), u, c2, v, d2);
                if (N.Value > 3)
                    (c3, d3) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a0, three)), u, c3, v, d3);
                if (N.Value > 4)
                    (c4, d4) = Tiles.Fused<L, V>(L.Broadcast(a4), u, c4, v, d4);
                if (N.Value > 5)
                    (c5, d5) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a4, one)), u, c5, v, d5);
                if (N.Value > 6)
                    (c6, d6) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a4, two)), u, c6, v, d6);
                if (N.Value > 7)
                    (c7, d7) = Tiles.Fused<L, V>(L.Broadcast(Ref.Add(ref a4, three)), u, c7, v, d7);
                a0 = ref Ref.Add(ref a0, step);
                a4 = ref Ref.Add(ref a4, step);
                b = ref Ref.Add(ref b, pitch);
            }
            Tiles.Store<L, V>(ref c, c0, d0);
            if (N.Value > 1)
                Tiles.Store<L, V>(ref Ref.Add(ref c, columns), c1, d1);
            if (N.Value > 2)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 2 * columns), c2, d2);
            if (N.Value > 3)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 3 * columns), c3, d3);
            if (N.Value > 4)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 4 * columns), c4, d4);
            if (N.Value > 5)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 5 * columns), c5, d5);
            if (N.Value > 6)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 6 * columns), c6, d6);
            if (N.Value > 7)
                Tiles.Store<L, V>(ref Ref.Add(ref c, 7 * columns), c7, d7);
        }
    }
}
