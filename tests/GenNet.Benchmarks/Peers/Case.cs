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

/// <summary>A line of the table: a network, a batch, and what is done with it. Numbers are drawn when they are asked for.</summary>
internal sealed class Case
{
    private readonly Lazy<Network> _network;
    private readonly Lazy<(float[] Inputs, int[] Labels)> _batch;

    public Case(string networkName, Lazy<Network> network, int batch, Work work)
    {
        (_network, Batch, Work) = (network, batch, work);
        Name = work == Work.Inference ? $"{networkName}, batch {batch}" : $"{networkName}, batch {batch}, training step";
        _batch = new(Draw);
    }

    public string Name { get; }

    public Network Network => _network.Value;

    public int Batch { get; }

    public Work Work { get; }

    /// <summary>The batch with channels last.</summary>
    public float[] Inputs => _batch.Value.Inputs;

    /// <summary>A class for each place of each row's output.</summary>
    public int[] Labels => _batch.Value.Labels;

    private (float[] Inputs, int[] Labels) Draw()
    {
        var random = new Random(Batch);
        var inputs = new float[Batch * Network.Input.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (2 * random.NextSingle()) - 1;
        var labels = new int[Batch * Network.Output.Places];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = random.Next(Network.Output.Channels);
        return (inputs, labels);
    }
}
