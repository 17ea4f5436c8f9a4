namespace GenNet.Weights.TensorFlow;

/// <summary>Which objects of a checkpoint are state of a training run, and no model's weights.</summary>
internal static class TrainingObjects
{
    // Attributes of Keras' models, layers and metrics, and of tf.train.Checkpoint, that lead to nothing else.
    private static readonly HashSet<string> s_attributes = new(StringComparer.Ordinal)
    {
        "optimizer", "_optimizer", "save_counter", "keras_api", "metrics", "_metrics", "compiled_metrics", "compiled_loss", "_compile_metrics", "_compile_loss", "_loss_tracker", "loss_tracker",
        "train_function", "test_function", "predict_function", "train_tf_function", "test_tf_function", "predict_tf_function", "signatures",
        "seed_generator", "_seed_generator", "_random_generator", "random_generator", "states", "_states",
    };

    /// <summary>For each object whether only such attributes lead to it.</summary>
    public static bool[] In(ObjectGraph graph, IReadOnlySet<int> slots)
    {
        var isState = new bool[graph.Nodes.Count];
        Array.Fill(isState, true);
        var pending = new Stack<int>([0]);
        while (pending.TryPop(out var node))
        {
            if (!isState[node])
                continue;
            isState[node] = false;
            foreach (var edge in graph.Nodes[node].Children)
            {
                if (!slots.Contains(edge.Node) && !s_attributes.Contains(edge.Name) && !IsOptimizer(graph.Nodes[edge.Node]) && !(node == 0 && IsCounter(graph.Nodes[edge.Node])))
                    pending.Push(edge.Node);
            }
        }
        return isState;
    }

    /// <summary>Whether an object is an optimizer, by the attributes that all of them have.</summary>
    public static bool IsOptimizer(ObjectNode node) =>
        (node.Child("iter") >= 0 || node.Child("_iterations") >= 0) && (node.Child("learning_rate") >= 0 || node.Child("_learning_rate") >= 0 || node.Child("_variables") >= 0 || node.Child("decay") >= 0);

    // What tf.train.Checkpoint is given beside models, step = tf.Variable(1), and its own counter of saves.
    private static bool IsCounter(ObjectNode node) => node.Value is { Dimensions.Count: 0, Type: StoredType.Int32 or StoredType.Int64 };
}
