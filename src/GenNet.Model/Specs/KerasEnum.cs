namespace GenNet.Specs;

/// <summary>Keras' names of enum members: <c>Activation.LeakyReLU</c> is <c>leaky_relu</c>, <c>Initializer.GlorotUniform</c> is <c>GlorotUniform</c>.</summary>
public static class KerasEnum
{
    private static readonly Dictionary<string, string> s_irregular = new()
    {
        ["ReLU"] = "relu", ["ReLU6"] = "relu6", ["LeakyReLU"] = "leaky_relu", ["ELU"] = "elu", ["SELU"] = "selu", ["CELU"] = "celu",
        ["BFloat16"] = "bfloat16", ["MixedBFloat16"] = "mixed_bfloat16", ["GELU"] = "gelu", ["GLU"] = "glu", ["SiLU"] = "silu", ["HardSiLU"] = "hard_silu",
    };

    private static readonly Dictionary<string, string> s_aliases = new() { ["swish"] = "silu", ["hard_swish"] = "hard_silu" };

    /// <summary>Keras' name of <paramref name="value"/>.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => Name(value.ToString());

    /// <summary>Keras' name of the member called <paramref name="member"/>.</summary>
    public static string Name(string member) =>
        s_irregular.TryGetValue(member, out var name) ? name : Naming.SnakeCase.Of(member);

    /// <summary>The member with the Keras name, class name or C# name <paramref name="name"/>.</summary>
    public static bool TryParse<TEnum>(string name, out TEnum value)
        where TEnum : struct, Enum
    {
        if (s_aliases.TryGetValue(name, out var alias))
            name = alias;
        // By names: an array of an enum's values can't be made ahead of time.
        foreach (var member in Enum.GetNames(typeof(TEnum)))
        {
            if (name == member || name == Name(member))
                return Enum.TryParse(member, out value);
        }
        value = default;
        return false;
    }
}
