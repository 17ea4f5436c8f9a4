using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Plain descent: w −= rate·g.</summary>
internal struct DescentStep : IGpuKernel<DescentStep>
{
    public ArrayView<float> Weights;
    public ArrayView<float> Gradients;
    public long Count;
    public float Rate;

    public static void Run(DescentStep kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Weights[i] -= kernel.Gradients[i] * kernel.Rate;
    }
}

/// <summary>Descent with momentum: m = μ·m − rate·g and w += m, or after Nesterov w += μ·m − rate·g.</summary>
internal struct MomentumStep : IGpuKernel<MomentumStep>
{
    public ArrayView<float> Weights;
    public ArrayView<float> Gradients;
    public ArrayView<float> Moments;
    public long Count;
    public float Rate;
    public float Momentum;
    public int Nesterov;

    public static void Run(MomentumStep kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var descent = kernel.Gradients[i] * kernel.Rate;
            var m = (kernel.Moments[i] * kernel.Momentum) - descent;
            kernel.Moments[i] = m;
            kernel.Weights[i] += kernel.Nesterov != 0 ? (m * kernel.Momentum) - descent : m;
        }
    }
}

/// <summary>Adam: m += (g − m)·(1 − β₁), v += (g² − v)·(1 − β₂), w −= m·α / (√v + ε), where the largest v so far may stand for v.</summary>
internal struct AdamStep : IGpuKernel<AdamStep>
{
    public ArrayView<float> Weights;
    public ArrayView<float> Gradients;
    public ArrayView<float> Momenta;
    public ArrayView<float> Velocities;
    public ArrayView<float> Largest;
    public long Count;

    /// <summary>The rate with both corrections of the beginning.</summary>
    public float Alpha;

    public float OneMinusBeta1;
    public float OneMinusBeta2;
    public float Epsilon;
    public int AmsGrad;

    public static void Run(AdamStep kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var g = kernel.Gradients[i];
            var m = kernel.Momenta[i];
            var v = kernel.Velocities[i];
            m += (g - m) * kernel.OneMinusBeta1;
            v += ((g * g) - v) * kernel.OneMinusBeta2;
            kernel.Momenta[i] = m;
            kernel.Velocities[i] = v;
            if (kernel.AmsGrad != 0)
            {
                v = Bounds.Largest(v, kernel.Largest[i]);
                kernel.Largest[i] = v;
            }
            kernel.Weights[i] -= m * kernel.Alpha / (MathF.Sqrt(v) + kernel.Epsilon);
        }
    }
}
