using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>How networks bear test digits that are moved, turned, or drawn smaller and larger: the same digits, changed in the same way, for each of them.</summary>
public sealed class Bending
{
    private const double HalfTurn = 180;                                     // degrees
    private const int MostKnown = 4;                                         // networks beside the desk's
    private readonly Dictionary<string, Evaluator> _known = new(StringComparer.Ordinal);
    private readonly Digits _digits;
    private readonly Desk _desk;
    private readonly Workers _workers;
    private (string Kind, double Amount, int Seed, int First, int Count) _bentBy;
    private Dataset? _bent;

    internal Bending(Digits digits, Desk desk, Workers workers) => (_digits, _desk, _workers) = (digits, desk, workers);

    /// <summary>Brings a network to be measured, beside that on the desk.</summary>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Bring(string name, ArraySegment<byte> file)
    {
        Model model = Shelf.Read(file);
        if (_known.Count == MostKnown && !_known.ContainsKey(name)) throw LimpidException.Usage($"Only {MostKnown} networks can be measured beside that on the desk.");
        _known[name] = new(model.Network, _workers);
        return NetworkCards.Text(model);
    }

    /// <summary>How many of some bent test digits a network reads right.</summary>
    /// <param name="name">As it was brought; "desk" for the network on the desk.</param>
    /// <param name="kind">shift, rotation or scale.</param>
    /// <param name="amount">Pixels, degrees, or the size as a share of the picture's own.</param>
    /// <param name="seed">Of the ways that the digits go.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public int Judge(string name, string kind, double amount, int seed, int first, int count)
    {
        if (_bent is null || _bentBy != (kind, amount, seed, first, count))
            (_bent, _bentBy) = (Bent(_digits.Of(Digits.Test), kind, amount, seed, first, count), (kind, amount, seed, first, count));
        Evaluator evaluator = name == "desk" ? new(_desk.Now.Network, _workers) : _known.GetValueOrDefault(name) ?? throw LimpidException.Usage($"No network of the name {name} was brought.");
        return evaluator.Run(_bent).Correct();
    }

    /// <summary>Some test digits bent, 784 bytes each.</summary>
    public byte[] Pictures(string kind, double amount, int seed, int first, int count)
    {
        Dataset bent = Bent(_digits.Of(Digits.Test), kind, amount, seed, first, count);
        return [.. Enumerable.Range(0, bent.Count).SelectMany(i => bent.Picture(i).ToArray())];
    }

    private static Dataset Bent(Dataset digits, string kind, double amount, int seed, int first, int count)
    {
        int[] indices = Judgement.Part(digits, first, count);
        var pixels = new byte[indices.Length * digits.Item.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            RandomStream random = RandomStream.Named((uint)seed, kind, indices[i]);
            Resample(digits.Picture(indices[i]), digits.Item, Map(kind, amount, ref random), pixels.AsSpan(i * digits.Item.Count, digits.Item.Count));
        }
        return new(digits.Name, digits.Item, pixels, indices.Select(i => digits.Labels[i]).ToArray(), digits.ClassNames);
    }

    /// <summary>Where the point (u, v) of the bent picture was before, both from the middle, y downward: (xx·u + xy·v + x, yx·u + yy·v + y).</summary>
    private static (double XX, double XY, double YX, double YY, double X, double Y) Map(string kind, double amount, ref RandomStream random)
    {
        double chance = 2 * random.NextDouble() - 1, halfTurns = Math.CopySign(amount, chance) / HalfTurn;
        return kind switch
        {
            "shift" => (1, 0, 0, 1, amount * Elementary.CosPi(chance), amount * Elementary.SinPi(chance)),
            "rotation" => (Elementary.CosPi(halfTurns), -Elementary.SinPi(halfTurns), Elementary.SinPi(halfTurns), Elementary.CosPi(halfTurns), 0, 0),
            "scale" when amount > 0 => (1 / amount, 0, 0, 1 / amount, 0, 0),
            _ => throw LimpidException.Usage($"Digits are bent by shift, rotation or a scale above 0, but not by {kind} {amount}."),
        };
    }

    /// <summary>y(u, v) = x at the map's place, between four pixels by their nearness; paper beyond the edges.</summary>
    private static void Resample(ReadOnlySpan<byte> x, Shape item, (double XX, double XY, double YX, double YY, double X, double Y) map, Span<byte> y)
    {
        double middleX = (item.Width - 1) / 2.0, middleY = (item.Height - 1) / 2.0;
        for (int row = 0; row < item.Height; row++)
        {
            for (int column = 0; column < item.Width; column++)
            {
                double u = column - middleX, v = row - middleY;
                double across = middleX + map.XX * u + map.XY * v + map.X, down = middleY + map.YX * u + map.YY * v + map.Y;
                int left = (int)Math.Floor(across), top = (int)Math.Floor(down);
                double right = across - left, below = down - top;
                double upper = (1 - right) * Light(x, item, left, top) + right * Light(x, item, left + 1, top);
                double lower = (1 - right) * Light(x, item, left, top + 1) + right * Light(x, item, left + 1, top + 1);
                y[row * item.Width + column] = (byte)((1 - below) * upper + below * lower + 0.5);
            }
        }
    }

    private static int Light(ReadOnlySpan<byte> x, Shape item, int column, int row) =>
        (uint)column < (uint)item.Width && (uint)row < (uint)item.Height ? x[row * item.Width + column] : 0;
}
