using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Race.Engines;

/// <summary>C = A·B through the public API: a dense layer of n neurons over n rows of n, some rows a piece; a thread
/// that is done takes the next. (It adds its biases too, zeros here.)</summary>
internal sealed class LimpidProduct
{
    private const double Tolerance = 1e-3;
    private const int Rows = 512,
        PiecesAThread = 2;
    private readonly Workers _workers;
    private readonly Workspace[] _parts;

    public LimpidProduct(int size, Workers workers)
    {
        var network = new Network(new Architecture(new Shape(size), new Sequential([new Dense(size)])), seed: 1);
        int rows = Math.Min(Rows, (size + PiecesAThread * workers.Count - 1) / (PiecesAThread * workers.Count));
        (_workers, _parts) = (workers, new Workspace[(size + rows - 1) / rows]);
        RandomStream random = RandomStream.Named(1, "product");
        for (int part = 0, row = 0; part < _parts.Length; part++, row += rows)
        {
            _parts[part] = new(network, Math.Min(rows, size - row));
            foreach (ref float x in _parts[part].Input(_parts[part].Capacity).Span)
                x = (float)random.NextNormal();
        }
        Multiply();
        Check(network, size);
    }

    /// <summary>Once.</summary>
    public void Multiply() => _workers.Run(_parts.Length, (part, _) => _parts[part].Forward(Pass.Inference));

    /// <summary>The last element against a plain sum in double: a product that is wrong has no speed.</summary>
    private void Check(Network network, int size)
    {
        Workspace last = _parts[^1];
        int row = last.Capacity - 1,
            column = size - 1;
        Parameter weight = network.Parameters[0];
        double sum = 0;
        for (int k = 0; k < size; k++)
            sum += (double)last.Input(last.Capacity)[row][k] * network.Values[weight.IndexOf(column, k)];
        double came = last.Activation(0)[row][column];
        if (Math.Abs(came - sum) > Tolerance * (1 + Math.Abs(sum)))
            throw LimpidException.InvalidData(
                $"The product of size {size} should end in {sum:g6}, but ends in {came:g6}."
            );
    }
}
