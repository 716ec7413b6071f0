using System.Security.Cryptography;
using Limpid.Kernels;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid;

/// <summary>How exactly values are kept.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32: 24 significant bits.</summary>
    Single,

    /// <summary>IEEE 754 binary16: 11 significant bits, up to 65,504. A file is half as large.</summary>
    Half,
}

/// <summary>
/// A network: an architecture and the numbers that it has learnt, in one flat buffer. It is a function and may be run
/// from many threads,
/// each with its own <see cref="Workspace"/>, as long as nobody edits it; live views read a <see cref="Copy"/>.
/// </summary>
public sealed class Network
{
    private readonly Aligned _values;

    /// <summary>A new network whose values are drawn by the layers' initializers.</summary>
    /// <param name="architecture">What to build.</param>
    /// <param name="seed">Where the first values are drawn from.</param>
    /// <exception cref="LimpidException">The architecture does not fit together.</exception>
    public Network(Architecture architecture, ulong seed = 0)
        : this(architecture, architecture.Build())
    {
        RandomStream random = RandomStream.Named(seed, "initialize");
        Body.Initialize(_values, ref random);
    }

    private Network(Architecture architecture, SequentialLayer body)
    {
        (Architecture, Body) = (architecture, body);
        _values = new(body.Parameters.Sum(p => p.Count));
    }

    private Network(Network other)
    {
        (Architecture, Body, Version) = (other.Architecture, other.Body, other.Version);
        _values = new(other._values.Length);
        other._values.Span.CopyTo(_values);
    }

    /// <summary>What was built.</summary>
    public Architecture Architecture { get; }

    /// <summary>Everything learnt or measured; <see cref="Parameters"/> names its windows.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The named windows of <see cref="Values"/>, in order and without gaps.</summary>
    public IReadOnlyList<Parameter> Parameters => Body.Parameters;

    /// <summary>How many weights and biases are trained.</summary>
    public int ParameterCount => Parameters.Where(p => p.Kind != ParameterKind.Statistic).Sum(p => p.Count);

    /// <summary>Grows with every change of <see cref="Values"/>.</summary>
    public int Version { get; private set; }

    internal SequentialLayer Body { get; }

    internal Span<float> Writable
    {
        get
        {
            Version++;
            return _values;
        }
    }

    /// <summary>Sets one value.</summary>
    /// <param name="index">Its place in the flat buffer: <see cref="Parameter.IndexOf"/>.</param>
    /// <param name="value">A finite number.</param>
    public void Edit(int index, float value)
    {
        if (!float.IsFinite(value))
            throw LimpidException.Usage($"A weight or bias must be a finite number, but {value} came.");
        Writable[index] = value;
    }

    /// <summary>Sets all values.</summary>
    /// <param name="values">As many as the network has, in the order of <see cref="Values"/>.</param>
    public void Load(ReadOnlySpan<float> values)
    {
        if (values.Length != _values.Length)
            throw LimpidException.Mismatch($"The network has {_values.Length:N0} values, but {values.Length:N0} came.");
        values.CopyTo(Writable);
    }

    /// <summary>A network of the same values that shares nothing that changes.</summary>
    public Network Copy() => new(this);

    /// <summary>The same network with each value rounded to the nearest of fewer bits; a value too large for them stays
    /// as it is.</summary>
    public Network Rounded(Precision precision)
    {
        Network rounded = Copy();
        if (precision == Precision.Single)
            return rounded;
        foreach (ref float value in rounded._values.Span)
            if ((float)(Half)value is var less && float.IsFinite(less))
                value = less;
        return rounded;
    }

    /// <summary>
    /// An ensemble: one network whose last layer is given the mean of what the members' last layers were given. Softmax
    /// of it is the
    /// normalized geometric mean of their probabilities.
    /// </summary>
    /// <param name="members">Networks of one architecture, which ends in a layer without values.</param>
    public static Network Mean(IReadOnlyList<Network> members)
    {
        Architecture architecture = members[0].Architecture;
        if (members.FirstOrDefault(m => m.Architecture != architecture) is { } other)
            throw LimpidException.Mismatch(
                $"The members of an ensemble have one architecture, but one is {architecture} and another "
                    + $"{other.Architecture}."
            );
        LayerSpec[] layers = [.. architecture.Body.Layers];
        if (layers.Length < 2 || layers[^1].IsCounted)
            throw LimpidException.Mismatch(
                $"The members of an ensemble end in an output function such as softmax, but these end in {layers[^1]}."
            );
        var mean = new Network(
            architecture with
            {
                Body = new([new Ensemble(members.Count, [.. layers[..^1]]), layers[^1]]),
            }
        );
        mean.Load([.. members.SelectMany(m => m.Values.ToArray())]);
        return mean;
    }

    /// <summary>The same network, answering by the mean over several views of a picture: see
    /// <see cref="Layers.Views"/>.</summary>
    /// <param name="views">1, 5 or 9.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Usage"/>: another number; <see cref="Fault.Mismatch"/>: no
    /// output function to put the mean before.</exception>
    public Network Seen(int views)
    {
        LayerSpec[] layers = [.. Architecture.Body.Layers];
        if (layers.Length < 2 || layers[^1].IsCounted)
            throw LimpidException.Mismatch(
                $"Views are averaged before an output function such as softmax, but this network ends in {layers[^1]}."
            );
        var network = Empty(Architecture with { Body = new([new Views(views, [.. layers[..^1]]), layers[^1]]) });
        network.Load(_values);
        return network;
    }

    /// <summary>SHA-256, lower-case hex, over all parameters as float32 little-endian, in layer order, each as rows
    /// (one neuron after the other): a model file's data section.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter p in Parameters)
            hash.AppendData(Bytes(p));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A parameter's rows, one neuron after the other, as float32 little-endian: how files hold it.</summary>
    /// <param name="parameter">One of <see cref="Parameters"/>.</param>
    public byte[] Bytes(Parameter parameter)
    {
        var rows = new float[parameter.Count];
        parameter.Read(_values, rows);
        return Kernels.Bytes.Of(rows).ToArray();
    }

    /// <summary>A network of given values, for a file's reader.</summary>
    internal static Network Empty(Architecture architecture) => new(architecture, architecture.Build());

    /// <summary>The same, of an architecture that is built already.</summary>
    internal static Network Empty(Architecture architecture, SequentialLayer body) => new(architecture, body);
}
