using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>
/// Every kernel with type arguments: each argument takes every type that its constraint allows, the others meanwhile their first, so that all code is seen without the product of all choices.
/// </summary>
internal static class KernelInstances
{
    private static Type[] Types { get; } = [.. typeof(IGpuKernel<>).Assembly.GetTypes().Where(type => type.IsValueType && !type.IsEnum)];

    public static IEnumerable<Type> All()
    {
        foreach (var type in Types.Where(IsKernel))
        {
            if (!type.IsGenericTypeDefinition)
            {
                yield return type;
                continue;
            }
            var choices = type.GetGenericArguments().Select(Choices).ToArray();
            // Activations are the same code wherever they are applied: a kernel with more choices than these has the plainest and the longest.
            if (choices.Length > 1)
                choices = [.. choices.Select(choice => choice.Contains(typeof(LinearActivation)) ? [typeof(LinearActivation), typeof(GELUActivation)] : choice)];
            var seen = new HashSet<Type>();
            for (var argument = 0; argument < choices.Length; argument++)
            {
                foreach (var choice in choices[argument])
                {
                    var arguments = choices.Select(choice => choice[0]).ToArray();
                    arguments[argument] = choice;
                    if (seen.Add(type.MakeGenericType(arguments)))
                        yield return type.MakeGenericType(arguments);
                }
            }
        }
    }

    private static bool IsKernel(Type type) =>
        type.GetInterfaces().Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IGpuKernel<>)) && !type.ContainsUnboundParent();

    private static bool ContainsUnboundParent(this Type type) => type.DeclaringType is { IsGenericTypeDefinition: true };

    private static Type[] Choices(Type parameter)
    {
        if (parameter.GetGenericParameterConstraints().SingleOrDefault(type => type.IsInterface) is not { } constraint)
            return [typeof(float), typeof(byte), typeof(long)];
        var definition = constraint.IsGenericType ? constraint.GetGenericTypeDefinition() : constraint;
        var choices = Types.Where(type => !type.IsGenericTypeDefinition && type.GetInterfaces().Any(
            implemented => (implemented.IsGenericType ? implemented.GetGenericTypeDefinition() : implemented) == definition)).ToArray();
        Assert.NotEmpty(choices);
        return choices;
    }
}
