using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Training;
using Limpid.Training;

namespace Limpid.Tests.Files;

public class ModelFileTests
{
    private const int Mutants = 20_000,
        MostBytesPerMutant = 1 << 18;
    private static readonly byte[] Sound = Bytes(Small());
    private static readonly byte[] Checkpoint = CheckpointBytes();

    [Fact]
    public void A_model_comes_back_whole()
    {
        Model model = Small() with
        {
            Recipe = TrainingTests.Small(),
            DataSha256 = "abc",
            TestAccuracy = 0.5,
            Temperature = 1.5,
        };
        Model back = ModelFile.Read(new MemoryStream(Bytes(model)));
        Assert.Equal(model.Network.Values, back.Network.Values);
        Assert.Equal(model with { Network = back.Network }, back);
        Assert.Equal(Bytes(model), Bytes(back));
    }

    [Fact]
    public void Weights_of_16_bits_are_written_in_16_bits_and_come_back_to_the_bit()
    {
        Model exact = Small(),
            rounded = exact with { Network = exact.Network.Rounded(Precision.Half) };
        Assert.NotEqual(exact.Network.Sha256(), rounded.Network.Sha256());
        for (int i = 0; i < exact.Network.Values.Length; i++)
            Assert.Equal(
                exact.Network.Values[i],
                rounded.Network.Values[i],
                Math.Abs(exact.Network.Values[i]) / 2048 + 3e-8f
            ); // 11 significant bits
        byte[] file = Bytes(rounded);
        Assert.All(Safetensors.Read(new MemoryStream(file), "test").Tensors, tensor => Assert.True(tensor.IsHalf));
        Assert.Equal(rounded.Network.Values, ModelFile.Read(new MemoryStream(file)).Network.Values);
        // the header's digits may differ
        Assert.Equal(Bytes(exact).Length - 2 * exact.Network.Values.Length, file.Length, 16.0);
    }

    [Fact]
    public void A_value_too_large_for_16_bits_stays_as_it_is()
    {
        Network network = Small().Network.Copy();
        network.Edit(0, 100_000.5f);
        Assert.Equal(100_000.5f, network.Rounded(Precision.Half).Values[0]);
    }

    [Fact]
    public void A_row_of_a_tensor_is_a_neuron()
    {
        (_, List<Tensor> tensors) = Safetensors.Read(new MemoryStream(Sound), "test");
        Network network = Small().Network;
        Parameter weight = network.Parameters[0];
        Tensor tensor = tensors.Single(t => t.Name == "0.weight");
        Assert.Equal([3, 6], tensor.Dimensions);
        Assert.Equal(network.Values[weight.IndexOf(2, 4)], tensor.ToFloats()[2 * 6 + 4]);
    }

    [Fact]
    public void A_weight_is_a_matrix_also_where_one_number_comes_in()
    {
        var model = new Model
        {
            Network = new(Architecture.Plain(new Shape(1), [1, 2], new Tanh(), new Softmax())),
            ClassNames = ["cat", "dog"],
        };
        (_, List<Tensor> tensors) = Safetensors.Read(new MemoryStream(Bytes(model)), "test");
        Assert.Equal(
            ["0.bias: 1", "0.weight: 1, 1", "2.bias: 2", "2.weight: 2, 1"],
            tensors.Select(t => $"{t.Name}: {string.Join(", ", t.Dimensions)}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(model.Network.Values, ModelFile.Read(new MemoryStream(Bytes(model))).Network.Values);
    }

    [Fact]
    public void The_hash_is_that_of_the_files_data_section()
    {
        long header = BitConverter.ToInt64(Sound);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Sound.AsSpan(8 + (int)header))),
            Small().Network.Sha256()
        );
    }

    [Fact]
    public void Cut_at_every_byte_it_is_refused()
    {
        for (int length = 0; length < Sound.Length; length++)
            Refused(Sound[..length], stream => ModelFile.Read(stream));
        for (int length = 0; length < Checkpoint.Length; length += 7)
            Refused(Checkpoint[..length], stream => CheckpointFile.Read(stream));
    }

    [Fact]
    public void A_mutated_model_gives_only_the_documented_exception_and_little_memory() =>
        Fuzz(Sound, stream => ModelFile.Read(stream));

    [Fact]
    public void A_mutated_checkpoint_gives_only_the_documented_exception_and_little_memory() =>
        Fuzz(Checkpoint, stream => CheckpointFile.Read(stream));

    [Fact]
    public void Flipped_weights_are_noticed()
    {
        foreach (
            (byte[] file, Action<Stream> read) in new (byte[], Action<Stream>)[]
            {
                (Sound, stream => ModelFile.Read(stream)),
                (Checkpoint, stream => CheckpointFile.Read(stream)),
            }
        )
        {
            byte[] flipped = [.. file];
            flipped[^1] ^= 1;
            Assert.Contains("damaged", Refused(flipped, read).Message);
        }
    }

    [Theory]
    [InlineData("abcdefgh", "312e2b28cccac8c6")] // the published check values of Fletcher-64
    [InlineData("abcdef\0\0", "c8c72b276463c8c6")]
    public void The_checksum_is_Fletchers(string data, string expected)
    {
        (Dictionary<string, string> metadata, _) = Safetensors.Read(
            new MemoryStream(Written(System.Text.Encoding.ASCII.GetBytes(data))),
            "test"
        );
        Assert.Equal(expected, metadata["fletcher64"]);
    }

    [Fact]
    public void A_long_file_s_checksum_is_what_the_definition_says()
    {
        var random = new Random(1);
        var data = new byte[3 << 18];
        random.NextBytes(data);
        (ulong a, ulong b) = (0, 0);
        foreach (uint word in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(data))
        {
            a = (a + word) % uint.MaxValue;
            b = (b + a) % uint.MaxValue;
        }
        Assert.Equal($"{b:x8}{a:x8}", Safetensors.Read(new MemoryStream(Written(data)), "test").Metadata["fletcher64"]);
    }

    [Fact]
    public void A_recipe_that_is_none_is_told_when_it_is_asked_for()
    {
        Model model = ModelFile.Read(new MemoryStream(Bytes(Small() with { Recipe = TrainingTests.Small() })));
        Assert.Equal(TrainingTests.Small(), model.Recipe);
        byte[] edited = Edited(
            Bytes(Small() with { Recipe = TrainingTests.Small() }),
            "\\u0022batchSize\\u0022",
            "\\u0022botchSize\\u0022"
        );
        Assert.Contains(
            "botchSize",
            Assert.Throws<LimpidException>(() => ModelFile.Read(new MemoryStream(edited)).Recipe).Message
        );
    }

    [Fact]
    public void All_numbers_of_16_bits_are_read_as_they_are()
    {
        Half[] all = [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        Half[] finite = [.. all.Where(Half.IsFinite)]; // first where vectors read, then with those that stop them
        foreach (Half[] halves in new[] { finite, all, all[3..10] })
        {
            byte[] bytes = [.. halves.SelectMany(BitConverter.GetBytes)];
            Assert.Equal(
                halves.Select(half => (float)half),
                new Tensor("t", [halves.Length], bytes, IsHalf: true).ToFloats()
            );
        }
    }

    [Fact]
    public void A_digit_detector_comes_back_whole()
    {
        var detector = new Network(Architecture.Plain(new Shape(6), [2], new Tanh(), new Softmax()), seed: 5);
        Model model = Small() with
        {
            Rejection = new()
            {
                DigitDetector = detector,
                MinDigitScore = 0.25,
                MinConfidence = 0.5,
            },
        };
        RejectionRule back = ModelFile.Read(new MemoryStream(Bytes(model))).Rejection!;
        Assert.Equal(
            (detector.Sha256(), detector.Architecture, 0.25, 0.5),
            (back.DigitDetector.Sha256(), back.DigitDetector.Architecture, back.MinDigitScore, back.MinConfidence)
        );
        var misfit = new Network(Architecture.Plain(new Shape(5), [2], new Tanh(), new Softmax()));
        Assert.Contains(
            "digit detector",
            Refused(Bytes(Small() with { Rejection = model.Rejection! with { DigitDetector = misfit } }), stream =>
                ModelFile.Read(stream)
            ).Message
        );
    }

    [Theory]
    [InlineData("NaN weights", "finite")]
    public void Weights_must_be_finite(string _, string expected)
    {
        Network network = Small().Network;
        var values = network.Values.ToArray();
        values[3] = float.NaN;
        network.Load(values);
        Assert.Contains(
            expected,
            Refused(Bytes(Small() with { Network = network }), stream => ModelFile.Read(stream)).Message
        );
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,8]}}""", "no size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536,1],"data_offsets":[0,8]}}""", "no size")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "Duplicate"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "overlap"
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "belong to nothing")]
    [InlineData("""{"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}""", "F16")]
    [InlineData("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,16]}}""", "8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "no size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "not a Limpid model")]
    [InlineData("""[]""", "JSON")]
    [InlineData("""{"a":3}""", "JSON")]
    public void A_header_that_lies_is_told_so(string header, string expected)
    {
        var file = new MemoryStream();
        byte[] text = System.Text.Encoding.UTF8.GetBytes(header);
        file.Write(BitConverter.GetBytes((long)text.Length));
        file.Write(text);
        file.Write(new byte[8]);
        Assert.Contains(expected, Refused(file.ToArray(), stream => ModelFile.Read(stream)).Message);
    }

    [Fact]
    public void Huge_claims_allocate_nothing()
    {
        byte[] huge = Edited("\\u0022units\\u0022:3", "\\u0022units\\u0022:100000000");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(huge, stream => ModelFile.Read(stream));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesPerMutant);
    }

    private static byte[] Edited(string from, string to) => Edited(Sound, from, to);

    private static byte[] Edited(byte[] sound, string from, string to)
    {
        string text = System.Text.Encoding.Latin1.GetString(sound.AsSpan(8));
        Assert.Contains(from, text);
        byte[] edited = System.Text.Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        return [.. BitConverter.GetBytes(BitConverter.ToInt64(sound) + edited.Length - (sound.Length - 8)), .. edited];
    }

    private static void Fuzz(byte[] sound, Action<Stream> read) =>
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[0, sound.Length - 1])
            .Sample(
                (at, value, kind, other) =>
                {
                    byte[] mutant = kind switch
                    {
                        0 => [.. sound[..at], value, .. sound[(at + 1)..]],
                        1 => [.. sound[..at], .. sound[(at + 1)..]],
                        2 => [.. sound[..at], value, .. sound[at..]],
                        _ => [.. sound[..Math.Min(at, other)], .. sound[Math.Max(at, other)..]],
                    };
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    try
                    {
                        read(new MemoryStream(mutant));
                    }
                    catch (LimpidException) { }
                    Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesPerMutant);
                },
                iter: Mutants
            );

    private static LimpidException Refused(byte[] file, Action<Stream> read)
    {
        var refusal = Assert.Throws<LimpidException>(() => read(new MemoryStream(file)));
        Assert.Equal(Fault.InvalidData, refusal.Fault);
        return refusal;
    }

    private static Model Small() =>
        new()
        {
            Network = new(Architecture.Plain(new Shape(6), [3, 2], new Tanh(), new Softmax()), seed: 4),
            ClassNames = ["cat", "dog"],
        };

    private static byte[] Bytes(Model model)
    {
        var file = new MemoryStream();
        ModelFile.Write(file, model);
        return file.ToArray();
    }

    private static byte[] Written(byte[] data)
    {
        var file = new MemoryStream();
        Safetensors.Write(
            file,
            new Dictionary<string, string>(StringComparer.Ordinal),
            [new("t", [data.Length / sizeof(float)], data)]
        );
        return file.ToArray();
    }

    private static byte[] CheckpointBytes()
    {
        Recipe recipe = TrainingTests.Small() with
        {
            Architecture = Architecture.Plain(new Shape(784), [2, 10], new Sigmoid(), new Sigmoid()),
            Optimizer = new Limpid.Optimizers.Momentum(),
            Epochs = 2,
        };
        var file = new MemoryStream();
        CheckpointFile.Write(file, TrainingTests.Train(recipe, 1).Capture());
        return file.ToArray();
    }
}
