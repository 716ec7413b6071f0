using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Packing: blocks and panels are copied into the order in which the tiles read them.</summary>
internal static partial class Product
{
    private ref partial struct Blocks
    {
        /// <summary>The last columns, fewer than a vector, are padded with zeros to a full one.</summary>
        private void Edge<L>(int rows, int column)
            where L : struct, ILanes<L>
        {
            int width = _columns - column;
            _pitch = _toPitch = L.Count;
            _from = ref MemoryMarshal.GetReference(_panel);
            _to = ref MemoryMarshal.GetReference(_edge);
            _first = ref Ref.Add(ref _to, rows * L.Count);
            _panel[..(_steps * L.Count)].Clear();
            for (int k = 0; k < _steps; k++)
                Copy(ref Ref.Add(ref _b, (_step + k) * _columns + column), ref Ref.Add(ref _from, k * L.Count), width);
            if (!_zero)
                Copy(ref Ref.Add(ref _bias, column), ref _first, width);
            else
                _edge.Slice(rows * L.Count, L.Count).Clear();
            for (int row = 0; _step > 0 && row < rows; row++)
                Copy(ref Ref.Add(ref _c, (_row + row) * _columns + column), ref Ref.Add(ref _to, row * L.Count), width);
            Tiles.Cover<Blocks, L, C1>(ref this, rows, 0, column, Tiles.ByTwo<L>());
            for (int row = 0; row < rows; row++)
                Copy(ref Ref.Add(ref _to, row * L.Count), ref Ref.Add(ref _c, (_row + row) * _columns + column), width);
        }

        private static void Copy(ref float from, ref float to, int count)
        {
            for (int i = 0; i < count; i++)
                Ref.Add(ref to, i) = Ref.Add(ref from, i);
        }

        /// <summary>Copies a panel of b so that each step's columns are contiguous.</summary>
        private void PackPanel(int width)
        {
            ref float from = ref _from;
            for (int k = 0; k < _steps; k++, from = ref Ref.Add(ref from, _columns))
                MemoryMarshal.CreateReadOnlySpan(ref from, width).CopyTo(_panel[(k * width)..]);
            _pitch = width;
            _from = ref MemoryMarshal.GetReference(_panel);
        }

        /// <summary>Copies a block of a in tile order: for each tile and step, the rows of the tile are
        /// contiguous.</summary>
        private void PackBlock(int rows, int most)
        {
            for (int first = 0, left = Tiles.Count(rows, most), size; left > 0; left--, first += size)
            {
                size = Tiles.Size(rows - first, left);
                ReadOnlySpan<float> from = MemoryMarshal.CreateReadOnlySpan(
                    ref Ref.Add(ref _a, (_row + first) * _rowStride + _step * _stepStride),
                    (size - 1) * _rowStride + (_steps - 1) * _stepStride + 1
                );
                Span<float> to = _block.Slice(first * _steps, size * _steps);
                if (_stepStride == 1)
                    Reductions.Transpose(from, _rowStride, size, _steps, to, size);
                else
                    for (int k = 0; k < _steps; k++)
                    for (int row = 0; row < size; row++)
                        to[k * size + row] = from[k * _stepStride + row * _rowStride];
            }
        }
    }
}
