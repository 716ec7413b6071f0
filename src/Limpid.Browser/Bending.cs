using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;

namespace Limpid.Browser;

/// <summary>How networks bear test digits that are moved, turned, or drawn smaller and larger: the same digits, changed in the same way, for each of them.</summary>
internal static partial class Bending
{
    private const double HalfTurn = 180;                                     // degrees
    private static readonly Workers Inline = new(1);
    private static readonly Dictionary<string, Evaluator> Known = new(StringComparer.Ordinal);
    private static (string Kind, double Amount, int Seed, int First, int Count) _bentBy;
    private static Dataset? _bent;

    /// <summary>Brings a network to be measured, beside that on the desk.</summary>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    [JSExport]
    internal static string Bring(string name, byte[] file)
    {
        Model model = ModelFile.Read(new MemoryStream(file));
        Known[name] = new(model.Network, Inline);
        return JsonSerializer.Serialize(Desk.Card(model), Messages.Default.NetworkCard);
    }

    /// <summary>How many of some bent test digits a network reads right.</summary>
    /// <param name="name">As it was brought; "desk" for the network on the desk.</param>
    /// <param name="kind">shift, rotation or scale.</param>
    /// <param name="amount">Pixels, degrees, or the size as a share of the picture's own.</param>
    /// <param name="seed">Of the ways that the digits go.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    [JSExport]
    internal static int Judge(string name, string kind, double amount, int seed, int first, int count)
    {
        if (_bent is null || _bentBy != (kind, amount, seed, first, count))
            (_bent, _bentBy) = (Bent(Digits.Of(Digits.Test), kind, amount, seed, first, count), (kind, amount, seed, first, count));
        Evaluator evaluator = name == "desk" ? new(Desk.Now.Network, Inline) : Known.GetValueOrDefault(name) ?? throw LimpidException.Usage($"No network of the name {name} was brought.");
        return evaluator.Run(_bent).Correct();
    }

    /// <summary>Some test digits bent, 784 bytes each.</summary>
    [JSExport]
    internal static byte[] Pictures(string kind, double amount, int seed, int first, int count)
    {
        Dataset bent = Bent(Digits.Of(Digits.Test), kind, amount, seed, first, count);
        return [.. Enumerable.Range(0, bent.Count).SelectMany(i => bent.Picture(i).ToArray())];
    }

    private static Dataset Bent(Dataset digits, string kind, double amount, int seed, int first, int count)
    {
        int[] indices = [.. Enumerable.Range(first, Math.Max(0, Math.Min(count, digits.Count - first)))];
        var pixels = new byte[indices.Length * digits.Item.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            RandomStream random = RandomStream.Named((ulong)seed, kind, indices[i]);
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
