namespace Limpid.Layers;

/// <summary>What a pass through the network is for.</summary>
public enum Mode
{
    /// <summary>To answer: nothing is random.</summary>
    Inference,

    /// <summary>To learn: dropout drops.</summary>
    Training,
}

/// <summary>Which pass this is. What is random in it depends on nothing else, so any pass can be run again, on any
/// thread, in any shard.</summary>
/// <param name="Mode">To answer or to learn.</param>
/// <param name="Seed">The seed of this pass (of this training step).</param>
/// <param name="Layer">The layer's place in the tree of layers, pre-order; the body is 0.</param>
/// <param name="FirstRow">The place in the whole batch of the first row at hand.</param>
public readonly record struct Pass(Mode Mode, ulong Seed = 0, int Layer = 0, int FirstRow = 0)
{
    /// <summary>The pass of an answer.</summary>
    public static Pass Inference => new(Mode.Inference);
}
