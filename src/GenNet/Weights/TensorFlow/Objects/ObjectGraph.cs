using GenNet.Weights.TensorFlow.Messages;
using Google.Protobuf;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// The objects that a checkpoint was made of. TensorFlow restores by it: which variable is which follows from the attributes that lead there, not from the keys of the tensors
/// (tensorflow.org/guide/checkpoint, "Loading mechanics").
/// </summary>
internal sealed class ObjectGraph
{
    /// <summary>Its key.</summary>
    public const string Key = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// <summary>What keys of variables end with.</summary>
    public const string ValueSuffix = "/.ATTRIBUTES/VARIABLE_VALUE";

    /// <summary>What an object's value is called among what is saved of it.</summary>
    public const string Value = "VARIABLE_VALUE";

    // A whole model's takes a few hundred kilobytes. Its bytes become many times as many in memory.
    private const long MostBytes = 64 << 20;

    private readonly bool[] _isTrainingState;
    private readonly bool[] _leadsToVariables;

    private ObjectGraph(string file, ObjectNode[] nodes, HashSet<int> slots)
    {
        File = file;
        Nodes = nodes;
        Edges = nodes.Sum(static node => (long)node.Children.Count);
        _isTrainingState = TrainingObjects.In(this, slots);
        _leadsToVariables = LeadingToVariables();
    }

    /// <summary>The checkpoint, for messages.</summary>
    public string File { get; }

    /// <summary>The objects; the first is the one that was saved.</summary>
    public IReadOnlyList<ObjectNode> Nodes { get; }

    /// <summary>How many attributes they have in all.</summary>
    public long Edges { get; }

    /// <summary>Whether an object is state of a training run alone: an optimizer, its slots, a counter of saves.</summary>
    public bool IsTrainingState(int node) => _isTrainingState[node];

    /// <summary>Whether there are variables in an object, or below it, that are no state of a training run.</summary>
    public bool LeadsToVariables(int node) => _leadsToVariables[node];

    /// <summary>Reads it.</summary>
    /// <param name="file">The checkpoint, for messages.</param>
    /// <param name="entry">The tensor that has it.</param>
    /// <param name="shards">The data files.</param>
    /// <param name="tensors">The tensors by their keys.</param>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static ObjectGraph Read(string file, BundleEntry entry, BundleShards shards, IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        if (entry.Size > MostBytes)
            throw new WeightFileException(file, Key, $"its graph of objects takes {entry.Size} bytes, and GenNet reads {MostBytes}", "Save the weights alone: model.save_weights.");
        try
        {
            var graph = TrackableGraph.Parser.WithDiscardUnknownFields(true).ParseFrom(BundleText.Read(file, entry, shards));
            if (graph.Nodes.Count == 0)
                throw WeightFileException.Damaged(file, Key, "its graph of objects is empty");
            return new(
                file, [.. graph.Nodes.Select(node => NodeOf(file, node, graph.Nodes.Count, tensors))],
                [.. graph.Nodes.SelectMany(static node => node.SlotVariables).Select(static slot => slot.SlotVariableNodeId)]);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw WeightFileException.Damaged(file, Key, "its graph of objects is no message of TensorFlow's", e);
        }
    }

    private static ObjectNode NodeOf(string file, TrackableObject node, int count, IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        if (node.Children.FirstOrDefault(child => child.NodeId < 0 || child.NodeId >= count) is { } wrong)
            throw WeightFileException.Damaged(file, Key, $"an object of its graph holds object {wrong.NodeId} of {count}");
        var children = node.Children.Select(static child => new ObjectEdge(child.LocalName, child.NodeId)).ToArray();
        if (node.Attributes.FirstOrDefault(static value => value.Name == Value) is not { } value)
            return new(children, null, "");
        return new(
            children, tensors.GetValueOrDefault(value.CheckpointKey) ?? throw WeightFileException.Damaged(file, value.CheckpointKey, "its graph of objects names this tensor, and there is none"), value.FullName);
    }

    // From the variables back to whatever holds them.
    private bool[] LeadingToVariables()
    {
        var holders = new List<int>[Nodes.Count];
        for (var node = 0; node < Nodes.Count; node++)
        {
            foreach (var edge in Nodes[node].Children)
                (holders[edge.Node] ??= []).Add(node);
        }
        var leads = new bool[Nodes.Count];
        var pending = new Stack<int>(Enumerable.Range(0, Nodes.Count).Where(node => Nodes[node].Value is not null && !_isTrainingState[node]));
        while (pending.TryPop(out var node))
        {
            if (leads[node])
                continue;
            leads[node] = true;
            foreach (var holder in holders[node] ?? [])
            {
                if (!_isTrainingState[holder])
                    pending.Push(holder);
            }
        }
        return leads;
    }
}
