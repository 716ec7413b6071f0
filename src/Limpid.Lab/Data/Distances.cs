using Limpid.Data;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>How far pictures are from each other, pixel by pixel: √Σₚ (x[p] − y[p])² with pixels from 0 to 1.</summary>
public sealed class Distances
{
    private const int MostPairs = 1 << 20; // that are measured in one call
    private readonly LabDigits _digits;
    private Search? _search;

    internal Distances(LabDigits digits) => _digits = digits;

    /// <summary>The distances between some digits of a set and some others.</summary>
    /// <returns>Of each of the first its distance from each of the others.</returns>
    public byte[] Between(string set, int[] rows, int[] columns)
    {
        Dataset digits = _digits.Of(set);
        Check(digits, [.. rows, .. columns]);
        if ((long)rows.Length * columns.Length > MostPairs)
            throw LimpidException.Usage(
                $"At most {MostPairs} distances are measured at once, but "
                    + $"{(long)rows.Length * columns.Length} were asked for."
            );
        var distances = new float[rows.Length * columns.Length];
        for (int i = 0; i < rows.Length; i++)
        for (int j = 0; j < columns.Length; j++)
            distances[i * columns.Length + j] = Length(Squares(digits.Picture(rows[i]), digits.Picture(columns[j])));
        return FloatBytes.Bytes(distances);
    }

    /// <summary>The digits of a part of a set that are nearest to a picture, the nearest first.</summary>
    /// <param name="picture">784 bytes.</param>
    /// <param name="set">training or test.</param>
    /// <param name="first">Where the part begins.</param>
    /// <param name="count">How many there are in it.</param>
    /// <param name="most">How many of them are wanted.</param>
    /// <returns>Of each its index and its distance.</returns>
    public byte[] Nearest(ArraySegment<byte> picture, string set, int first, int count, int most)
    {
        Dataset digits = _digits.Of(set);
        if (picture.Count != digits.Item.Count)
            throw LimpidException.Mismatch(
                $"The digits have {digits.Item.Count} pixels, but a picture of {picture.Count} came."
            );
        int[] squares =
        [
            .. BatchPredictions.Part(digits, first, count).Select(i => Squares(picture, digits.Picture(i))),
        ];
        IEnumerable<int> nearest = Enumerable.Range(0, squares.Length).OrderBy(i => squares[i]).Take(most);
        return FloatBytes.Bytes([.. nearest.SelectMany(i => new[] { first + i, Length(squares[i]) })]);
    }

    /// <summary>Begins to look for the nearest training digit of some test digits.</summary>
    /// <param name="indices">Of test digits.</param>
    /// <returns>How many they are.</returns>
    public int Seek(int[] indices)
    {
        Check(_digits.Of(LabDigits.Test), indices);
        _search = new(_digits.Of(LabDigits.Test), _digits.Of(LabDigits.Training), indices);
        return indices.Length;
    }

    /// <summary>Compares them with the next training digits, for so many milliseconds.</summary>
    /// <param name="milliseconds">For how long.</param>
    /// <param name="most">Of the training digits only the first so many count.</param>
    /// <returns>With how many training digits they have been compared.</returns>
    public int Compare(double milliseconds, int most) =>
        (_search ?? throw LimpidException.Usage("Say first which digits to seek.")).Go(milliseconds, most);

    /// <summary>The nearest training digit of each, as far as was compared.</summary>
    public int[] Found() => _search?.Nearest ?? [];

    private static void Check(Dataset digits, int[] indices)
    {
        if (Array.Find(indices, i => i < 0 || i >= digits.Count) is not 0 and var wrong)
            throw LimpidException.Usage($"The set has the digits 0 to {digits.Count - 1}, but {wrong} was asked for.");
    }

    /// <summary>Σₚ (x[p] − y[p])² in bytes: exact.</summary>
    private static int Squares(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        int sum = 0;
        for (int p = 0; p < x.Length; p++)
        {
            int difference = x[p] - y[p];
            sum += difference * difference;
        }
        return sum;
    }

    private static float Length(int squares) => (float)(Math.Sqrt(squares) / byte.MaxValue);

    /// <summary>
    /// |x − w|² = |x|² − 2(w·x − ½|w|²): the nearest w is the one whose neuron, with the weights w and the bias −½|w|²,
    /// has the highest z. So a block of training
    /// digits is one dense layer of the engine, and the fastest way to compare.
    /// </summary>
    private sealed class Search
    {
        private const int Block = 500,
            Rows = 100;
        private readonly Dataset _asked,
            _known;
        private readonly int[] _indices;
        private readonly float[] _best,
            _values;
        private readonly Network _network;
        private readonly Workspace _workspace;
        private readonly byte[] _labels = new byte[Rows];
        private int _done;

        public Search(Dataset asked, Dataset known, int[] indices)
        {
            (_asked, _known, _indices, Nearest, _best) = (
                asked,
                known,
                indices,
                new int[indices.Length],
                new float[indices.Length]
            );
            Array.Fill(_best, float.NegativeInfinity);
            _network = new(new(asked.Item, new([new Dense(Block, new Zeros())])));
            (_values, _workspace) = (new float[_network.Values.Length], new(_network, Rows));
        }

        public int[] Nearest { get; }

        public int Go(double milliseconds, int most)
        {
            int end = Math.Min(most, _known.Count);
            long begun = TimeProvider.System.GetTimestamp();
            while (_done < end && TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds < milliseconds)
            {
                Learn(Math.Min(Block, end - _done));
                for (int first = 0; first < _indices.Length; first += Rows)
                    Ask(first, Math.Min(Rows, _indices.Length - first), Math.Min(Block, end - _done));
                _done = Math.Min(end, _done + Block);
            }
            return _done;
        }

        /// <summary>Makes training digits the weights of the layer.</summary>
        private void Learn(int count)
        {
            int pixels = _known.Item.Count;
            for (int j = 0; j < count; j++)
            {
                ReadOnlySpan<byte> picture = _known.Picture(_done + j);
                float squares = 0;
                for (int p = 0; p < pixels; p++)
                {
                    float w = picture[p] / (float)byte.MaxValue;
                    _values[p * Block + j] = w;
                    squares += w * w;
                }
                _values[pixels * Block + j] = -squares / 2;
            }
            _network.Load(_values);
        }

        private void Ask(int first, int rows, int count)
        {
            _asked.Fill(_indices.AsSpan(first, rows), _workspace.Input(rows), _labels);
            Matrix z = _workspace.Forward(Pass.Inference);
            for (int row = 0; row < rows; row++)
            {
                for (int j = 0; j < count; j++)
                    if (z[row][j] > _best[first + row])
                        (_best[first + row], Nearest[first + row]) = (z[row][j], _done + j);
            }
        }
    }
}
