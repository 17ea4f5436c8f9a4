namespace GenNet.Weights.KerasH5;

/// <summary>What the paths of a Keras 3 <c>.weights.h5</c> say.</summary>
internal static class KerasPaths
{
    private const string Variables = "vars";

    /// <summary>The group with the variables of the object at <paramref name="path"/>.</summary>
    public static string VariablesOf(string path) => path.Length == 0 ? Variables : $"{path}/{Variables}";

    /// <summary>Variables lie in groups called <c>vars</c>; those of the optimizer and of metrics below groups of these names.</summary>
    public static TensorRole RoleOf(string path)
    {
        var parts = path.Split('/');
        if (parts.Length < 2 || parts[^2] != Variables)
            return TensorRole.Other;
        return parts[0] is "optimizer" or "metrics" ? TensorRole.TrainingState : TensorRole.Weight;
    }
}
