using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers;

/// <summary>What is timed.</summary>
internal enum Work
{
    /// <summary>One prediction of the whole batch.</summary>
    Inference,

    /// <summary>Forward, sparse categorical cross-entropy, backward, and one step of Adam.</summary>
    TrainingStep,
}

/// <summary>A line of the table: a network, a batch, and what is done with it.</summary>
internal sealed class Case
{
    public Case(Network network, int batch, Work work)
    {
        (Network, Batch, Work) = (network, batch, work);
        var random = new Random(batch);
        Inputs = new float[batch * network.Input.Count];
        for (var i = 0; i < Inputs.Length; i++)
            Inputs[i] = (2 * random.NextSingle()) - 1;
        Labels = new int[batch];
        for (var i = 0; i < batch; i++)
            Labels[i] = random.Next(network.Output.Count);
    }

    public Network Network { get; }

    public int Batch { get; }

    public Work Work { get; }

    /// <summary>The batch with channels last.</summary>
    public float[] Inputs { get; }

    /// <summary>A class for each row.</summary>
    public int[] Labels { get; }

    public string Name => Work == Work.Inference ? $"{Network.Name}, batch {Batch}" : $"{Network.Name}, batch {Batch}, training step";
}
